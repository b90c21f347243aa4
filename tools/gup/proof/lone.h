/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lone: one version of a function by itself, run over every schedule up to a bound: which rules of
 * the lock it breaks, and whether that is certain. Needs program and run; leaves faults.
 */
#ifndef GUPSWEEP_PROOF_LONE_H
#define GUPSWEEP_PROOF_LONE_H

#include "run.h"

/*
 * A fault is certain if, besides what calls of the family and attempts to take the lock may come to,
 * at most one condition decides it: with two, the code may know that they never meet so. No other
 * answer to anything leads past it: either from that condition on, or once its place is reached.
 */
struct lone_fault {
	enum run_rule rule;
	uint32_t at;	/* expression, or SOURCE_NONE: the function's end */
	uint32_t cause; /* see struct run */
	bool certain;
	bool callers;  /* it is one of what the caller holds */
	bool operated; /* the function took or released the lock before */
	bool strayed;  /* ... and then called something of which nothing is known */
};

struct lone {
	struct lone_fault *fault; /* each once, as met */
	size_t count, room;
	uint8_t *at; /* RUN_... of each expression, in any run */
	bool bound;  /* not all was explored: nothing is certain */
	bool doubt;  /* some way was not understood */
};

struct lone_scope {
	struct library
		*lib; /* where the types of members are looked up; NULL: only by their names */
	const struct library_file *file;
	const bool *shifts; /* of each expression, or NULL: see struct run_watch */
};

/* @entry: one of PROOF_ENTRY_... @out is the caller's, for lone_free(). */
void lone_run(const struct lone_scope *scope, const struct program *p, unsigned int entry,
	      struct lone *out);
void lone_free(struct lone *lone);

#endif
