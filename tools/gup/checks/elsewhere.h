/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * elsewhere: what a change of one file means for functions of another, of the change or of the same folder:
 * callers that hold the lock, and callees that need or take it. Needs check and callers; leaves findings.
 */
#ifndef GUPSWEEP_ELSEWHERE_H
#define GUPSWEEP_ELSEWHERE_H

#include "check.h"

/*
 * Have the files at hand in which callers of @c's functions, which call the family, may be: of the folder,
 * and of those in @index, the files of the change.
 */
void elsewhere_open(struct check *c, const struct tree_index *index);
/* What callers in other files hold when function @fn begins, added to @out. */
void elsewhere_entry(struct check *c, uint32_t fn, struct entry *out);
/*
 * Calls of other files' functions, of which @now has the lock where @was had it not, or the other way
 * round: do they take it, or need it? @paths: files of the change.
 */
void elsewhere_calls(struct check *was, struct check *now, char *const *paths, size_t count);

#endif
