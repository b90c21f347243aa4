/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * flow: which mmap lock operations of one function can have happened last when a statement begins.
 * Needs code and mmaplock; leaves the states.
 */
#ifndef GUPSWEEP_FLOW_H
#define GUPSWEEP_FLOW_H

#include "code/cfg.h"
#include "gup/mmaplock.h"

#define FLOW_MAX_OPS 63
#define FLOW_FREE 1ULL /* state: no lock taken here */

/* A state is a set: FLOW_FREE, or FLOW_HELD(i): operation i took the lock and it is held. */
#define FLOW_HELD(i) (2ULL << (i))

struct flow {
	const struct source *src;
	uint32_t fn;
	const struct code *code;
	struct code *own; /* the same if nobody lent it, or NULL */
	struct cfg cfg;
	struct statements st; /* the code's */
	struct lock_ops locks;
	uint32_t *op_at;    /* operation of each statement, or SOURCE_NONE */
	uint64_t *in;	    /* state at statement i; in[st.count]: at the end */
	bool *begins;	    /* node of the graph: control comes to it from other statements */
	const char *broken; /* why the flow cannot be trusted at all, or NULL */
	uint32_t broken_at; /* token */
};

/* Analyse function @fn of @src. @flow is the caller's, for flow_free(). */
void flow_read(const struct source *src, uint32_t fn, struct flow *flow);
/* The same of @code, which must outlive it. */
void flow_of(const struct code *code, struct flow *flow);
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

/* What a state says of the lock. */
enum flow_held {
	FLOW_HELD_NOWHERE, /* the place is never reached */
	FLOW_HELD_NOT,
	FLOW_HELD_READ,
	FLOW_HELD_WRITE,
	FLOW_HELD_MIXED, /* held on some paths only, or in both modes */
};
enum flow_held flow_held(const struct flow *flow, uint64_t state);
/* The line of the first acquisition in the state, or 0. */
uint32_t flow_held_line(const struct flow *flow, uint64_t state);
/* Is it held for read on some path? */
bool flow_may_read(const struct flow *flow, uint64_t state);

/* The flow of each function asked for, worked out once; a sweep asks for some hundred at most. */
struct flows {
	struct flow **flow; /* pointers: they stay where they are */
	size_t count, room;
};

/* The flow of function @fn of @src, which must outlive @flows. */
const struct flow *flows_get(struct flows *flows, const struct source *src, uint32_t fn);
/* The same of @code, library_code() of the function, which must outlive @flows. */
const struct flow *flows_of(struct flows *flows, const struct code *code);
void flows_free(struct flows *flows);

#endif
