/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * value: what a variable of a function can hold, from the assignments in its text; and with that,
 * which mm an expression names and which FOLL_ flags it may carry. Needs source.
 */
#ifndef GUPSWEEP_VALUE_H
#define GUPSWEEP_VALUE_H

#include "../source/source.h"

struct range {
	uint32_t first, end; /* tokens [first, end) */
};

/* Every assignment to one variable in one function. */
struct value_assignments {
	struct range *rhs; /* right-hand sides, of initialisers too */
	size_t count, room;
	bool changed; /* or also by ++, +=, or through its address */
};

/* Collect what function @fn assigns to the variable named like token @name ("|=" too, if @also_or). */
void value_assigned(const struct source *src, uint32_t fn, uint32_t name, bool also_or,
		    struct value_assignments *out);
void value_assignments_free(struct value_assignments *a);
/* Position of the parameter of @fn that is named like token @name of @src, or -1. */
int value_parameter(const struct source *src, uint32_t fn, uint32_t name);
/* Drop whole parentheses and casts around the range. */
struct range value_strip(const struct source *src, struct range r);
/* The text of the tokens, without spaces; the caller's. */
char *value_text(const struct source *src, struct range r);
/* Argument @n (from 0) of the call whose "(" is @open; empty if there is none. */
struct range value_argument(const struct source *src, uint32_t open, int n);

/* Which mm an expression names. */
struct value_mm {
	bool current_mm;  /* for certain current->mm */
	bool from_caller; /* it hangs from a parameter: only a caller knows */
	uint32_t root;	  /* token of its first name */
	char *text;	  /* canonical: equal texts in one function mean equal mms while nothing is
			   * assigned to the root in between */
};
void value_mm(const struct source *src, uint32_t fn, struct range r, struct value_mm *out);
void value_mm_free(struct value_mm *mm);

/* FOLL_ flags that matter here. */
struct value_flags {
	bool longterm, nowait, nofault;
	bool unknown;	/* something else may be in it */
	uint32_t why;	/* token that shows the flag, or the unknown */
	const struct source *src;
};
/* What may be in the flags expression @r of function @fn. */
void value_flags(const struct source *src, uint32_t fn, struct range r, struct value_flags *out);

#endif
