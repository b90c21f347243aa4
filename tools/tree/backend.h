/* SPDX-License-Identifier: GPL-2.0-only */
/* backend: what tree.c, the walk and the two kinds of tree share. Private to tree/. */
#ifndef GUPSWEEP_TREE_BACKEND_H
#define GUPSWEEP_TREE_BACKEND_H

#include <git2.h>
#include <pthread.h>

#include "needle.h"
#include "tree.h"

/* A folder to walk, or one file that the query names. */
struct walk_item {
	char *path; /* "" is the root */
	bool is_file;
	git_oid id; /* of its object, in a revision */
};

/* One thread of a search, with what it found so far. */
struct walker {
	struct tree *tree;
	const struct tree_query *query;
	const struct needles *needles;
	struct walk *walk;
	struct buf path; /* scratch: the file at hand */
	char *piece;	 /* of a file */
	size_t piece_room;
	void *state; /* the backend's, from its begin() */
	struct tree_files found;
	struct problems problems;
	struct tree_index index; /* if the query wants one */
	size_t seen;
};

struct tree_backend {
	int (*read)(struct tree *tree, const char *path, struct buf *text, struct error *err);
	/* What is at @item->path: fill in the rest. Returns 0, or -1 with @err. */
	int (*look_up)(struct tree *tree, struct walk_item *item, struct error *err);
	/* Prepare a thread: set w->state. Returns 0, or -1 with @err. end() undoes it. */
	int (*begin)(struct walker *w, struct error *err);
	void (*end)(struct walker *w);
	/* Search one file, or the files of one folder, and walk_push() its folders. */
	void (*visit)(struct walker *w, const struct walk_item *item);
};

struct tree {
	const struct tree_backend *backend;
	char *root;
	char *rev;
	int fd;			 /* of a directory's root; else -1 */
	git_repository *repo;	 /* of a revision; else NULL */
	git_oid top;		 /* the git tree object that is the root */
	pthread_mutex_t lock;	 /* for repo */
	struct overlay *overlay; /* see overlay.h; NULL: nothing is on top */
};

extern const struct tree_backend directory_backend, revision_backend;

/* Set tree->fd for the folder tree->root; with libgit2 ready, set tree->repo, ->rev and ->top for @rev. */
int directory_open(struct tree *tree, struct error *err);
int revision_open(struct tree *tree, const char *rev, struct error *err);

/* Is @path @folder or below it? */
bool tree_lies_below(const char *path, const char *folder);

/* Run a search that begins with @items (whose paths are taken over), on several threads. */
int walk_run(struct tree *tree, const struct tree_query *query, struct walk_item *items,
	     size_t count, struct tree_files *files, struct problems *problems, struct error *err);
void walk_push(struct walker *w, struct walk_item item); /* takes over its path */
/* Does the query want files of this name? */
bool walk_wants(const struct walker *w, const char *name);
/* Put @folder and @name together in w->path; returns it. */
const char *walk_path(struct walker *w, const char *folder, const char *name);
/* Note the words of @text from byte @from on, if the query wants an index; of which file, at its end. */
void walk_index(struct walker *w, const char *text, size_t len, size_t from);
void walk_index_close(struct walker *w, const char *path);
/* Keep @path (copied) with @text (taken over). */
void walk_keep(struct walker *w, const char *path, struct buf *text);

#endif
