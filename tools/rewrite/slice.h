/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slice: what spatch gets to see of a file: the wanted functions and the preprocessor lines, all
 * else blank, line numbers unchanged. Needs one file of the request; leaves text and where each of
 * its tokens came from.
 */
#ifndef GUPSWEEP_SLICE_H
#define GUPSWEEP_SLICE_H

#include "rewrite.h"

struct slice {
	struct buf text;
	uint32_t *token; /* for each token of the slice: its index in the file's source */
	size_t tokens, room;
};

#define SLICE_MASKED "gupsweep_masked" /* stands for the name of a site that is masked */

/* Cut the slice of @file for the semantic patch of @form. @slice is the caller's, for slice_free(). */
void slice_make(const struct sites *sites, const struct rewrite_file *file, enum form form,
		struct slice *slice);
void slice_free(struct slice *slice);

#endif
