/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * solve: a fixpoint forward over the graph of a function. A state is a set, as bits; where paths meet
 * it is what either has. Needs cfg; leaves the state with which each node is reached.
 */
#ifndef GUPSWEEP_SOLVE_H
#define GUPSWEEP_SOLVE_H

#include "cfg.h"

struct solve {
	const struct cfg *cfg;
	size_t words; /* of one state */
	void *client;
	/* Make of @state, with which node @node is reached, what it is afterwards. */
	void (*node)(void *client, uint32_t node, uint64_t *state);
	/* ... and what of it goes along @edge, an edge of @node. NULL: all of it. */
	void (*edge)(void *client, uint32_t node, const struct cfg_edge *edge, uint64_t *state);
	const bool *inside; /* for each node: whether it is run at all; NULL: all are */
};

/*
 * From node @start, whose state stands in @in already, until nothing changes. @in has @words for each node
 * and for the function's end, @reached (nodes + 1 bools, or NULL) is set where control can come; both
 * are the caller's.
 */
void solve_forward(const struct solve *solve, uint32_t start, uint64_t *in, bool *reached);

#endif
