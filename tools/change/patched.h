/* SPDX-License-Identifier: GPL-2.0-only */
/* patched: a patch on top of a tree, in memory; see tree/overlay.h for what is then there. Needs patch. */
#ifndef GUPSWEEP_PATCHED_H
#define GUPSWEEP_PATCHED_H

#include "tree/overlay.h"

/*
 * Put the patch @text (@len bytes), which @name says where it is from, on top of what @tree is by now.
 * Hunks may have moved, as for git apply: each goes to the nearest place where all of its old lines,
 * context included, stand. Files that are patched more than once, as by a series, are patched in
 * that order. Returns 0; 1 with @err set if there is no patch in it; or -1 with @err set: as for
 * patch_open() and patch_next(); no such file, a file that is there already, a hunk that fits
 * nowhere; too much text made of copies. After an error only tree_close() is left. A binary change of a file is no error: reading
 * that file later is.
 */
int patched_put(struct tree *tree, const char *text, size_t len, const char *name,
		struct error *err);
/*
 * The same for the file @path, or standard input for "-": @input, or read here where that is NULL. @text,
 * if it is not NULL, becomes what was read, the caller's.
 */
int patched_put_file(struct tree *tree, const char *path, const struct buf *input, struct buf *text,
		     struct error *err);

#endif
