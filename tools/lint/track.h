/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * track: for one variable `locked` that is passed to calls that may drop the lock: at each statement,
 * which combinations of "the lock is held" and the variable's value are possible. Needs flow and use.
 */
#ifndef GUPSWEEP_TRACK_H
#define GUPSWEEP_TRACK_H

#include "../audit/flow.h"
#include "use.h"

/* What the variable holds. */
enum track_value {
	TRACK_UNSET,   /* declared without a value */
	TRACK_ZERO,    /* 0 was assigned */
	TRACK_DROPPED, /* a call set it to 0: it dropped the lock */
	TRACK_ONE,
	TRACK_OTHER, /* not known */
	TRACK_VALUES,
};

#define TRACK_FREE(value) (1u << (value))		   /* the lock is not held */
#define TRACK_HELD(value) (1u << ((value) + TRACK_VALUES)) /* it is */
/* The lock was dropped by a call and not taken again. */
#define TRACK_LOST TRACK_FREE(TRACK_DROPPED)

struct track {
	const struct flow *flow;
	const struct uses *uses;
	uint32_t name;	   /* a token of the variable */
	uint32_t declared; /* its name in its declaration */
	uint32_t op;	   /* an acquisition that reaches the calls; SOURCE_NONE: a caller's lock */
	bool *is_ours;	   /* for each of flow->locks: it is of the same mm */
	unsigned int *in;  /* for each statement, and the end: a set of states */
	bool is_read;	   /* something looks at the variable */
};

/*
 * Follow the variable that @use (of FORM_LOCKED) is given as "&NAME". @track is the caller's, for track_free().
 * Returns false, with nothing to free, where that cannot be done: no variable of the function's own, its
 * address goes elsewhere, the flow is not understood, several mms.
 */
bool track_read(const struct flow *flow, const struct uses *uses, const struct use *use,
		struct track *track);
void track_free(struct track *track);

/* The NAME of the argument "&NAME", or SOURCE_NONE. */
uint32_t track_variable(const struct source *src, const struct use *use);
/* The value that token @tok, the variable's name, is given there: it stands before "=", or is declared. */
bool track_assigns(const struct source *src, uint32_t tok, enum track_value *value);

#endif
