/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slice: what spatch gets to see of a file: the wanted functions and the preprocessor lines, all
 * else blank, line numbers unchanged. Needs one task; leaves text and where each piece of it came
 * from.
 */
#ifndef GUPSWEEP_SLICE_H
#define GUPSWEEP_SLICE_H

#include "spatch.h"
#include "unit.h"

struct slice {
	struct buf text;
	struct piece *piece; /* its tokens, and the #if lines in the bodies of the functions */
	size_t pieces, room;
};

#define SLICE_HIDDEN "gupsweep_masked" /* stands for the name of a call that is hidden */

/* Cut the slice of @task. @slice is the caller's, for slice_free(). */
void slice_make(const struct spatch_task *task, struct slice *slice);
void slice_free(struct slice *slice);

#endif
