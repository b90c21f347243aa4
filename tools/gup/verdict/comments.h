/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * comments: what comments and attributes say the mmap lock protects. Only its author knows what a lock
 * is for: where he wrote it down, it is believed. Needs types.
 */
#ifndef GUPSWEEP_COMMENTS_H
#define GUPSWEEP_COMMENTS_H

#include "code/types.h"

/*
 * Does the declaration of the member at @place say that the mmap lock protects it: by __guarded_by, a
 * comment on its line or at the head of its group, a line "@name: ..." of the comment above its struct, or
 * such a comment that speaks of all of it? *@why: one
 * line, the caller's, if so.
 */
bool comments_guard_member(const struct types_scope *scope, const struct code *code, uint32_t place,
			   char **why);
/*
 * A comment that says what the lock is for: between bytes [from, to) of the source, on the lines right
 * above @from or above function @fn. Its index in src->comment, or SOURCE_NONE.
 */
uint32_t comments_count_on(const struct source *src, uint32_t fn, uint32_t from, uint32_t to);
/* Does the comment above function @fn say that its caller holds the lock? Its line, or 0. */
uint32_t comments_caller_holds(const struct source *src, uint32_t fn);

#endif
