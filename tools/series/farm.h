/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * farm: a folder that Kbuild takes for the tree, whose files can be changed while the tree stays as it
 * is: real folders on the way to what changes, symbolic links for all else.
 */
#ifndef GUPSWEEP_SERIES_FARM_H
#define GUPSWEEP_SERIES_FARM_H

#include "part.h"
#include "tree/tree.h"

/*
 * Make the farm @dir (which is not there yet) of @tree, ready for the files of the @count parts. What
 * a build in the tree left behind is not in it. A revision is written out whole. @srcarch: the folder
 * below arch/ that is built. Returns 0, or -1 with @err set.
 */
int farm_make(struct tree *tree, const char *dir, const char *srcarch, const struct part *part,
	      size_t count, struct error *err);
/* Give the farm's file @path the text @text. */
int farm_write(const char *dir, const char *path, const struct buf *text, struct error *err);

#endif
