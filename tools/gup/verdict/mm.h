/* SPDX-License-Identifier: GPL-2.0-only */
/* mm: which mm an expression names. Needs values. */
#ifndef GUPSWEEP_MM_H
#define GUPSWEEP_MM_H

#include "values.h"

/* The code whose expressions are asked about. */
struct mm_scope {
	struct macro_scope values; /* lib NULL: macros of headers are taken to be harmless */
	const struct code *code;
	bool switches; /* current->mm may change in this function: nothing is known of it */
};

struct mm {
	bool current_mm;  /* for certain current->mm */
	bool from_caller; /* it hangs from a parameter: only a caller knows */
	uint32_t expr;	  /* what it comes down to, from name to name; SOURCE_NONE: not asked for */
	char *text;	  /* the same to be read by people */
};

void mm_read(const struct mm_scope *scope, uint32_t expr, struct mm *out);
void mm_free(struct mm *mm);
/* Are they spelled alike, of the same variables, or both current->mm? */
bool mm_is_same(const struct mm_scope *scope, const struct mm *a, const struct mm *b);

/* Is the value of the expression, a task, always current? */
bool mm_is_task_current(const struct mm_scope *scope, uint32_t expr);
/* The one expression that variable @expr, a name, has been set to wherever it comes from here; or SOURCE_NONE. */
uint32_t mm_only_value(const struct mm_scope *scope, uint32_t expr);
/* Does variable @expr, a name, keep one value through the whole function, once it has one? */
bool mm_is_fixed(const struct mm_scope *scope, uint32_t expr);

#endif
