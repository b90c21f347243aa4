/* SPDX-License-Identifier: GPL-2.0-only */
/* stand: a folder that get_maintainer.pl takes for the tree, for a revision that is not checked out. */
#ifndef GUPSWEEP_SERIES_STAND_H
#define GUPSWEEP_SERIES_STAND_H

#include "base/workshop.h"
#include "part.h"
#include "tree/tree.h"

/*
 * Make it in the workshop, with the folders of the files that the @count parts change: a pattern
 * may mean one without saying so. *@dir is its path, the caller's. 0, or -1 with @err set.
 */
int stand_make(struct tree *tree, const struct workshop *shop, const struct part *part,
	       size_t count, char **dir, struct error *err);

#endif
