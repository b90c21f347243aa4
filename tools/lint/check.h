/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * check: the misuse of one function's calls, from its statements alone. One file for each kind of
 * it; where something is not certain there is no finding. Needs flow, use and track; leaves findings.
 */
#ifndef GUPSWEEP_CHECK_H
#define GUPSWEEP_CHECK_H

#include "../audit/flows.h"
#include "../code/library.h"
#include "finding.h"
#include "use.h"

struct check {
	const struct api *api;
	struct tree *tree;
	struct library *lib;
	const struct library_file *file;
	const struct source *src; /* of the file */
	struct flows *flows;
	uint32_t fn;
	const struct flow *flow;
	struct uses uses; /* of the function */
	struct findings *out;
};

/* All of it, for function @fn of @file. */
void check_function(struct check *c, uint32_t fn);

/* deadlock.c: an _unlocked form under the lock that it takes. */
void check_deadlock(struct check *c, const struct use *use);
/* deadlock.c: the function, which has calls of the family, takes a lock that its callers hold. */
void check_nested(struct check *c);
/* locked.c: what is done with the variable behind &locked, and with the lock after the call. */
void check_locked(struct check *c, const struct use *use);
/* arguments.c: order, flags, vmas. */
void check_arguments(struct check *c, const struct use *use);
/* nolock.c: a plain form with no lock held. */
void check_no_lock(struct check *c, const struct use *use);
/* nolock.c: does something in function @fn do with the lock what its flow does not show? */
bool check_hides_lock(const struct source *src, uint32_t fn);

/* Who holds current->mm's lock when the function begins. Tokens and functions of the file. */
struct holder {
	uint32_t fn;   /* the one that holds it, or the one that the kernel enters so */
	uint32_t lock; /* where it is taken; SOURCE_NONE: the kernel takes it */
	uint32_t call; /* under it, which leads here; or where a table names fn */
};

/* holder.c: one that holds it for certain, as far as the file shows. */
bool check_find_holder(const struct check *c, struct holder *out);
/* holder.c: the acquisition held for certain when statement @stmt begins, or SOURCE_NONE. */
uint32_t check_held_op(const struct flow *flow, uint32_t stmt);
/* holder.c: is the lock that @op of function @fn takes current->mm's? */
bool check_locks_current(const struct source *src, uint32_t fn, const struct lock_op *op);

/* The statement that holds token @tok; SOURCE_NONE where that was not understood. */
uint32_t check_statement(const struct check *c, uint32_t tok);
/* Of the file alone: hundreds of headers would take longer to read than all the rest. */
struct value_scope check_scope(const struct check *c);
/* The white space that begins the line of token @tok; the caller's. NULL: something else does. */
char *check_indent(const struct source *src, uint32_t tok);
/* Let the fix replace tokens [first, end) by @text, which is taken over. */
void check_replace(const struct source *src, struct finding *f, uint32_t first, uint32_t end,
		   char *text);
/* Let the fix be the call in another form; no fix if there is none. */
void check_fix_form(const struct check *c, struct finding *f, const struct use *use,
		    enum form form);

#endif
