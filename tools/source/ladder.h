/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ladder: which branches of version ladders (#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 6, 0) ...)
 * a kernel of a given version compiles. Needs struct source; leaves one state for each branch.
 */
#ifndef GUPSWEEP_LADDER_H
#define GUPSWEEP_LADDER_H

#include "source.h"

enum ladder_state {
	LADDER_NONE, /* no ladder: the condition says nothing of versions */
	LADDER_IN,   /* this version compiles the branch, as far as versions go */
	LADDER_OUT,  /* this version does not compile it */
	LADDER_OPEN, /* versions matter but do not decide it, or the expression is not understood */
};

/*
 * Set state[i] for each branch of src->cond[i], from its own condition and those of the branches
 * before it (not of its parents). @version is a LINUX_VERSION_CODE, 0 if unknown (then a ladder is
 * LADDER_OPEN). @state has room for src->conds.
 */
void ladder_read(const struct source *src, unsigned int version, enum ladder_state *state);
/* Is branch @cond or one that encloses it LADDER_OUT? @cond may be SOURCE_NONE (then not). */
bool ladder_is_out(const struct source *src, const enum ladder_state *state, uint32_t cond);

#endif
