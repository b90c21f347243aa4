/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * repo: the git repository that the tree is in, and the commit that a series applies to: that of
 * --rev, else HEAD. Asked of git's plumbing, which runs nothing that a repository names; neither
 * index nor work tree is touched.
 */
#ifndef GUPSWEEP_SERIES_REPO_H
#define GUPSWEEP_SERIES_REPO_H

#include <stdbool.h>

#include "part.h"
#include "tree/tree.h"

struct repo {
	char *dir;     /* the tree's root; NULL: in no repository, or not what it tracks */
	char *commit;  /* hex */
	char *prefix;  /* of the tree's root in the repository: "" or "linux/" */
	char *objects; /* the folder of its objects */
	char *branch;  /* "refs/heads/..." of repo_check_branch() */
	char *before;  /* what that was, hex; "": it was not there */
};

/* Find the commit below @tree, whose file @path it must have. @repo is the caller's, for repo_close(). */
void repo_open(const struct tree *tree, const char *path, struct repo *repo);
void repo_close(struct repo *repo);

/* Does the commit have @file as it is before its patch? Then its mode is noted. */
bool repo_has(const struct repo *repo, struct part_file *file);
/*
 * At most @wanted subjects of commits that changed the tree's file @path, newest first, a line each. Of
 * a merge only the side is followed that the file came from.
 */
void repo_history(const struct repo *repo, const char *path, int wanted, struct buf *subjects);
/* A value of git's configuration, also outside repositories; the caller's, NULL: not there. */
char *repo_config(const struct repo *repo, const char *name);

/*
 * May branch @name be made, or with @force moved? Refused: a name that is no branch's, one that exists
 * without @force, one that is checked out. Returns 0, or -1 with @err set.
 */
int repo_check_branch(struct repo *repo, const char *name, bool force, struct error *err);
/* Take the objects of @pack, and let the branch point to @tip, if nobody moved it meanwhile. */
int repo_set_branch(const struct repo *repo, const char *tip, const struct buf *pack,
		    struct error *err);
/* Take that back. */
void repo_undo_branch(const struct repo *repo, const char *tip);

#endif
