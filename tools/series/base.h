/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * base: the commit that a series applies to, where the tree is in a git repository: that of --rev,
 * else HEAD. Reads objects only: neither index nor work tree.
 */
#ifndef GUPSWEEP_SERIES_BASE_H
#define GUPSWEEP_SERIES_BASE_H

#include <git2.h>
#include <stdbool.h>

#include "../base/buf.h"
#include "../base/error.h"
#include "../tree/tree.h"

struct base {
	git_repository *repo; /* NULL: the tree is in none, or not what the repository tracks */
	git_oid commit;
	char *prefix; /* of the tree's root in the repository: "" or "linux/" */
};

/*
 * Find the commit below @tree, whose file @path it must have. @base is the caller's, for
 * base_close(). Not being in a repository is no error; returns -1 with @err set for one that
 * cannot be read.
 */
int base_open(const struct tree *tree, const char *path, struct base *base, struct error *err);
void base_close(struct base *base);

/* The entry of the tree's file @path in @commit; the caller's, for git_tree_entry_free(). NULL: none. */
git_tree_entry *base_entry(const struct base *base, git_commit *commit, const char *path);
/* Does the commit have @text as the tree's file @path? */
bool base_has(const struct base *base, const char *path, const struct buf *text);
/* Why the last call of libgit2 failed. */
const char *base_why(void);

#endif
