/* SPDX-License-Identifier: GPL-2.0-only */
/* overlay: texts that take the place of a tree's files, in memory. For tree/ alone; see patched.h. */
#ifndef GUPSWEEP_OVERLAY_H
#define GUPSWEEP_OVERLAY_H

#include "patched.h"

struct overlay {
	struct patched_file *file;
	size_t files, room;
	char **gone; /* paths of the tree below that are no longer there */
	size_t gones, gone_room;
};

void overlay_free(struct overlay *o);

/* All of these accept NULL for an overlay of nothing. */

/* Does the overlay say what is at @path, a valid one? */
bool overlay_covers(const struct overlay *o, const char *path);
/* As tree_read(), for a path that is covered. */
int overlay_read(const struct overlay *o, const char *path, struct buf *text, struct error *err);
/* Is there something at @path or below it ("": anywhere)? */
bool overlay_has_below(const struct overlay *o, const char *path);
/* Make @files, found in the tree below, what they are with the overlay. */
void overlay_search(const struct overlay *o, const struct tree_query *query,
		    struct tree_files *files);

/* The file that is @path now, or NULL. */
struct patched_file *overlay_find(const struct overlay *o, const char *path);
/* A new file @path (copied), empty so far; until the next one is made. */
struct patched_file *overlay_add(struct overlay *o, const char *path);
/* Nothing is at @path any more, unless a file is added there. */
void overlay_hide(struct overlay *o, const char *path);

#endif
