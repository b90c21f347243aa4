/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * flow: the control flow of one function over its statement tree, and which mmap lock operations
 * can have happened last when a statement begins. Branches of an #if are alternatives. Needs source
 * and statements; leaves edges and states.
 */
#ifndef GUPSWEEP_FLOW_H
#define GUPSWEEP_FLOW_H

#include "../source/statement.h"
#include "mmaplock.h"

#define FLOW_MAX_OPS 63
#define FLOW_FREE 1ULL /* state: no lock taken here */

/* A state is a set: FLOW_FREE, or FLOW_HELD(i): operation i took the lock and it is held. */
#define FLOW_HELD(i) (2ULL << (i))

struct flow_edge {
	uint32_t to; /* statement; flow->st.count: the function's end */
	uint32_t op; /* this edge is taken when operation op failed or not, or SOURCE_NONE */
	bool taken;  /* ... with the lock */
};

/* Where control goes from and to one statement; statements, or st.count for the function's end. */
struct flow_route {
	uint32_t entry, after; /* where running it begins, and what follows it */
	uint32_t loop, breaks; /* the innermost loop around it; also switch. Or SOURCE_NONE */
};

struct flow {
	const struct source *src;
	uint32_t fn;
	struct statements st;
	struct lock_ops locks;
	struct flow_route *route;
	struct flow_edge *edge;
	size_t edges, edge_room;
	uint32_t *first;    /* edges of statement i: [first[i], first[i + 1]) */
	uint64_t *in;	    /* state at statement i; in[st.count]: at the end */
	const char *broken; /* why the flow cannot be trusted at all, or NULL */
	uint32_t broken_at; /* token */
};

/* Analyse function @fn of @src. @flow is the caller's, for flow_free(). */
void flow_read(const struct source *src, uint32_t fn, struct flow *flow);
void flow_free(struct flow *flow);

/* The tokens that statement @i itself evaluates (not those of its children): [*first, *end). */
void flow_own_tokens(const struct flow *flow, uint32_t i, uint32_t *first, uint32_t *end);
/* Operation of statement @i, or SOURCE_NONE. */
uint32_t flow_op_at(const struct flow *flow, uint32_t i);
/*
 * Mark in @seen (st.count + 1 bools) what can run after statement @from without passing a
 * statement of which @stop is true (@stop may be NULL). @from itself only if it is in a loop.
 */
void flow_reach(const struct flow *flow, uint32_t from, const bool *stop, bool *seen);

#endif
