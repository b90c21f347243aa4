/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patched: a patch on top of a tree, in memory. tree_read() and tree_search() then give what would be
 * there after the patch; the directory or repository below is only read. Needs patch; see patch.h for
 * how the two are used.
 */
#ifndef GUPSWEEP_PATCHED_H
#define GUPSWEEP_PATCHED_H

#include "patch.h"
#include "tree.h"

/* One file that the patch changes, as it was and as it is after all of the patch. */
struct patched_file {
	char *old_path; /* NULL: there was none. Not new_path after a rename or a copy */
	char *new_path; /* NULL: there is none any more */
	bool opaque;	/* no text is known: binary, a symbolic link, a submodule */
	struct buf text;
	uint32_t *origin; /* for each of @lines: its number in the old file, or 0 if it is new */
	uint32_t lines;
	struct patch_range *range; /* what differs, in order, without context */
	size_t ranges, room;
};

/*
 * tree_open(), with @patch on top (borrowed until this returns). Hunks may have moved, as for
 * git apply: each goes to the nearest place where all of its old lines, context included, stand.
 * Files that are patched more than once, as by a series, are patched in that order. Returns 0, or -1
 * with @err set: no such file, a file that is there already, a hunk that fits nowhere. A binary
 * change of a file is no error: reading that file later is.
 */
int tree_open_patched(struct tree **out, const char *root, const char *rev,
		      const struct patch *patch, struct error *err);
/* Put @patch on top of an open tree, also of another patch. After an error only tree_close() is left. */
int tree_patch(struct tree *tree, const struct patch *patch, struct error *err);

/*
 * The files changed, in the order in which the patch first names them; *@count of them, the tree's.
 * None for a tree that was opened otherwise.
 */
const struct patched_file *tree_patched(const struct tree *tree, size_t *count);
/* The one that is @path now, or NULL. */
const struct patched_file *tree_patched_at(const struct tree *tree, const char *path);

/*
 * Put @text (copied) in the place of the file @path, whatever is there, or NULL to hide it: for what
 * is neither in a directory nor in a revision, such as git's index or an editor's buffer.
 */
void tree_put(struct tree *tree, const char *path, const char *text, size_t len);

#endif
