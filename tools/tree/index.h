/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * index: which words stand before a "(" in which files, gathered by a tree_search() that reads them
 * anyway, so that who defines or calls a function can be asked later without reading the tree again.
 * Kept is a hash of the word's last sixteen bytes: an answer may name a file too many, never one too
 * few, but for words that stand further from their "(" than one blank.
 */
#ifndef GUPSWEEP_TREE_INDEX_H
#define GUPSWEEP_TREE_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define INDEX_CONTEXT 17   /* bytes before a "(" that tell its word */
#define INDEX_RECENT 2048u /* words of one file that are remembered, to keep most only once */

struct tree_index_file {
	size_t path; /* where it begins in paths */
	size_t end;  /* its words end there, and the next file's begin */
};

struct tree_index_recent {
	uint32_t word;
	uint32_t file; /* how many were closed before, plus one */
};

/* Empty when all zero. */
struct tree_index {
	struct buf paths; /* each with its final NUL */
	struct tree_index_file *file;
	size_t files, file_room;
	uint32_t *word; /* hashes */
	size_t words, word_room;
	struct tree_index_recent recent[INDEX_RECENT];
};

/* Note the words before each "(" in @text from byte @from on; the bytes before are context. */
void index_add(struct tree_index *index, const char *text, size_t len, size_t from);
/* What was added since the last call is of the file @path. */
void index_close(struct tree_index *index, const char *path);
/* Append all of @part, which is emptied. */
void index_take(struct tree_index *index, struct tree_index *part);

/*
 * The files in which one of @words may stand before a "(": *@paths, sorted, whose strings are the
 * index's and whose array is the caller's. Returns how many. @words is NULL-terminated.
 */
size_t tree_index_find(const struct tree_index *index, const char *const *words,
		       const char ***paths);
void tree_index_free(struct tree_index *index);

#endif
