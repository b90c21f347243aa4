/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * overlay: texts that take the place of a tree's files, in memory; the directory or repository below is
 * only read. Made by tree_overlay(); tree_read() and tree_search() give what it says.
 */
#ifndef GUPSWEEP_OVERLAY_H
#define GUPSWEEP_OVERLAY_H

#include <stdint.h>

#include "tree.h"

/* One text, of as many files as share it. */
struct overlay_text {
	struct buf buf;
	size_t users;
	bool original; /* as in the tree below */
};

enum overlay_state {
	OVERLAY_GONE,	/* nothing is there */
	OVERLAY_TEXT,	/* a file */
	OVERLAY_OPAQUE, /* a file whose text is not known: of a binary patch */
};

struct overlay_file {
	char *path;
	char *was;		   /* the file below that this one was made of, or NULL */
	struct overlay_text *text; /* with OVERLAY_TEXT, else NULL */
	enum overlay_state state;
	bool changed; /* by somebody: not merely read, nor renamed to something else */
};

struct overlay {
	struct overlay_file *file; /* in the order in which they were first named */
	size_t files, room;
	size_t *slot; /* a hash by path: of each, 1 + its place in @file, or 0; @slots a power of two */
	size_t slots;
};

/* The tree's, made when there is none. */
struct overlay *tree_overlay(struct tree *tree);
/* As tree_read(), but of what is below the overlay. */
int tree_read_below(struct tree *tree, const char *path, struct buf *text, struct error *err);

/* All of these accept NULL for an overlay of nothing. */

/* What is said of @path, or NULL. Valid, as what overlay_at() returns, until the next overlay_at(). */
struct overlay_file *overlay_find(const struct overlay *o, const char *path);
/* The same; one that is OVERLAY_GONE is made where nothing is said yet. */
struct overlay_file *overlay_at(struct overlay *o, const char *path);
/* Give @f this state and text (of which it becomes one more user; NULL: none). */
void overlay_set(struct overlay_file *f, enum overlay_state state, struct overlay_text *text);
/* A text that takes @buf over, without users. */
struct overlay_text *overlay_text(struct buf *buf);

/* As tree_read(), for a file of the overlay. */
int overlay_read(const struct overlay_file *f, struct buf *text, struct error *err);
/* Is there something at @path or below it ("": anywhere)? */
bool overlay_has_below(const struct overlay *o, const char *path);
/* Make @files, found in the tree below, what they are with the overlay. */
void overlay_search(const struct overlay *o, const struct tree_query *query,
		    struct tree_files *files, struct problems *problems);
void overlay_free(struct overlay *o);

#endif
