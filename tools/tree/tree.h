/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tree: where text comes from: a directory, or a revision of a git repository (read from its
 * objects, no checkout). Paths are relative to the tree's root, with '/' and without "./".
 * Needs nothing but base/; leaves file texts.
 */
#ifndef GUPSWEEP_TREE_H
#define GUPSWEEP_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/problem.h"
#include "index.h"

#define TREE_READ_MAX (256u << 20) /* bytes; tree_read() refuses a longer file */

struct tree;

/*
 * Open the directory @root or, with @rev not NULL, that revision of the repository that holds it
 * (@root may be a subdirectory of the work tree, the work tree, or a bare repository).
 * *@out is the caller's, for tree_close(). Returns 0, or -1 with @err set.
 */
int tree_open(struct tree **out, const char *root, const char *rev, struct error *err);
void tree_close(struct tree *tree);

const char *tree_root(const struct tree *tree); /* as given */
const char *tree_rev(const struct tree *tree);	/* the full commit id, or NULL for a directory */

/*
 * Read one file whole into @text (emptied first). Safe from several threads at once.
 * Returns 0; 1 if there is no such regular file; -1 with @err set if it is there and cannot be read.
 * Symbolic links are not followed, nor paths that leave the tree (they count as absent).
 */
int tree_read(struct tree *tree, const char *path, struct buf *text, struct error *err);

/*
 * Put @text (copied) in the place of the file @path, whatever is there, or NULL to hide it: for what
 * is neither in a directory nor in a revision, such as git's index or an editor's buffer.
 */
void tree_put(struct tree *tree, const char *path, const char *text, size_t len);

/*
 * Write all files of a revision below the folder @dir, which is there and empty. For a directory it
 * is an error. Returns 0, or -1 with @err set.
 */
int tree_export(struct tree *tree, const char *dir, struct error *err);

struct tree_file {
	char *path;
	struct buf text;
};

struct tree_files {
	struct tree_file *file; /* sorted by path (bytes) */
	size_t count;
	size_t room;
	size_t seen; /* files that the walk looked into */
};

/* What tree_search() looks for. */
struct tree_query {
	const char *const
		*needles; /* a file matches if it contains any; NULL-terminated, at most 64 */
	const char *const *suffixes; /* only names that end so, e.g. ".c"; NULL-terminated */
	const char *const *paths; /* only below these files or folders; NULL or empty: everywhere */
	size_t max_size;	  /* bytes; a larger file is not read but named in the problems */
	int jobs;		  /* threads, at least 1 */
	struct tree_index *index; /* or NULL; gets the words of every file that the walk reads */
	void (*progress)(void *ctx,
			 size_t files); /* or NULL; called now and then from one thread */
	void *ctx;
};

/*
 * Find and read every matching file. Symbolic links are neither followed nor read; .git is passed
 * over. A file or folder that cannot be read is added to @problems and the rest goes on. A path of
 * the query that does not exist is an error. @files is the caller's, for tree_files_free().
 */
int tree_search(struct tree *tree, const struct tree_query *query, struct tree_files *files,
		struct problems *problems, struct error *err);
void tree_files_free(struct tree_files *files);

#endif
