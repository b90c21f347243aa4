/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * replace: new contents for a set of files of a directory: all of them or none, whatever happens
 * meanwhile. See replace.c for how.
 */
#ifndef GUPSWEEP_REPLACE_H
#define GUPSWEEP_REPLACE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/problem.h"
#include "tree/tree.h"

#define REPLACE_JOURNAL ".gupsweep-journal"  /* in the tree's root, while an apply runs */
#define REPLACE_LOCK ".gupsweep-journal.new" /* the same, before it is complete */

struct replacement {
	const char *path;	  /* relative to the tree's root */
	const struct buf *before; /* what was read; the file must still be that */
	const struct buf *after;
};

/*
 * For tests: called before each step that changes or saves something, with its name and the file
 * it is about. A result other than 0 is an errno: the step is not done and fails with it.
 */
struct replace_hook {
	int (*step)(void *ctx, const char *step, const char *path);
	void *ctx;
};

/*
 * Replace the contents of @count files. Modes are kept, and owners as far as the user may set them. A
 * file with other hard links becomes a file of its own, as git apply and patch do it; @notes says so.
 * Returns 0; or -1 with @err set and every file as it was, but for two cases that @err tells: all
 * files are replaced and only left-overs could not be removed; or not even undoing worked. Then
 * tree_recover() goes on from there. Refused are: a tree that is a revision, a file that is no longer
 * @before, a symbolic link, a tree in which another apply runs or was interrupted.
 * Signals are held back; one that ends the program does so after all was undone. No other thread of
 * the program may be ready to take it. @hook is NULL but in tests.
 */
int tree_replace(struct tree *tree, const struct replacement *list, size_t count,
		 const struct replace_hook *hook, struct problems *notes, struct error *err);

enum replace_state {
	REPLACE_NONE,
	REPLACE_RUNNING,     /* another process is at it now: what is read may be half of it */
	REPLACE_INTERRUPTED, /* tree_recover() has work to do */
};
/* Has an apply left something in the tree? Changes nothing. */
enum replace_state tree_replace_state(struct tree *tree);

/*
 * Undo or finish an interrupted tree_replace(). *@what is NULL if there was none, else one line that
 * says what was done; the caller's. Returns 0, or -1 with @err set: another apply is running, the
 * journal is damaged, a file was changed since by somebody else (then nothing is done).
 */
int tree_recover(struct tree *tree, const struct replace_hook *hook, char **what,
		 struct error *err);

#endif
