/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * changed: what a patch changes at the top level of its files: functions, macros, variables, types
 * with their members and enumerators; and whether a function uses any of it, itself or through what
 * it uses. Needs source and term; leaves arrays.
 */
#ifndef GUPSWEEP_PROOF_CHANGED_H
#define GUPSWEEP_PROOF_CHANGED_H

#include "source/source.h"
#include "term.h"

/* One thing that has a name at the top level. */
struct changed_item {
	uint32_t name;	    /* word */
	uint32_t body;	    /* word: its text */
	uint32_t condition; /* word: the #if branches around it */
	const struct source *src;
	uint32_t first, end; /* tokens; or of a macro: bytes */
	uint32_t fn;	     /* SOURCE_NONE if it is no function */
	bool macro, member, after;
	bool changed;
};

/* Empty when all zero. */
struct changed {
	struct terms words;
	struct changed_item *item; /* by name, once changed_compare() was called */
	size_t count, room;
};

/* Add what @src, of the version before or after, has. It must outlive @c. */
void changed_add(struct changed *c, const struct source *src, bool after);
/* To be called once, after all were added. */
void changed_compare(struct changed *c);
void changed_free(struct changed *c);

/* Is the function @fn of @src, itself changed, such that it does what it did? */
typedef bool changed_is_same(void *ctx, const struct source *src, uint32_t fn);
/*
 * The first thing that changes and that function @fn of @src uses, besides functions of which @same
 * says yes; NULL if there is none.
 */
const struct changed_item *changed_used(struct changed *c, const struct source *src, uint32_t fn,
					changed_is_same *same, void *ctx);

#endif
