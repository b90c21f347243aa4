/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reaching: which definitions of a variable may have given it the value that an event finds in it: a
 * client of solve. One that is replaced on every path on the way does not count. Needs cfg.
 */
#ifndef GUPSWEEP_REACHING_H
#define GUPSWEEP_REACHING_H

#include "cfg.h"

enum reaching_kind {
	REACHING_ENTRY,	 /* what it has when the function begins: of a parameter the argument */
	REACHING_VALUE,	 /* it is set to an expression */
	REACHING_ADDED,	 /* "|=" an expression: what it had counts too */
	REACHING_MASKED, /* "&=", likewise */
	REACHING_OTHER,	 /* anything else, perhaps */
};

struct reaching_def {
	enum reaching_kind kind;
	uint32_t event; /* CODE_NONE: REACHING_ENTRY */
	uint32_t value; /* the expression, or SOURCE_NONE */
	bool reaches;
};

struct reaching {
	struct reaching_def *def; /* [0] is REACHING_ENTRY, then in order of evaluation */
	size_t count, room;
	bool open; /* something else may write to it at any time */
};

/* May the call by expression @call write to a variable that is passed to it by name? */
typedef bool reaching_writes(const void *ctx, const struct code *code, uint32_t call);

/*
 * The definitions of the variable that is @place, a root, and which of them reach event @event;
 * CODE_NONE: all do. @out is the caller's, for reaching_free().
 */
void reaching_read(const struct code *code, uint32_t place, uint32_t event, reaching_writes *writes,
		   const void *ctx, struct reaching *out);
void reaching_free(struct reaching *r);

/* The event that reads or writes expression @expr, or takes its address; CODE_NONE if none does. */
uint32_t reaching_event(const struct code *code, uint32_t expr);

#endif
