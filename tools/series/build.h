/* SPDX-License-Identifier: GPL-2.0-only */
/* build: every touched object compiled with the tree's Kbuild before and after its patch. */
#ifndef GUPSWEEP_SERIES_BUILD_H
#define GUPSWEEP_SERIES_BUILD_H

#include "part.h"
#include "tree/tree.h"

struct build_options {
	const char *config; /* a .config; NULL: allmodconfig */
	int jobs;
	void (*progress)(void *ctx, const char *what); /* or NULL */
	void *progress_ctx;
};

/*
 * Compile in scratch directories; the tree is not touched. Each part's notes get a line for each of its
 * files: compiled without a new warning, or why it is not built in this configuration. Returns 0, or -1
 * with @err set: an object that compiled before its patch and does not after it, or has a new warning.
 */
int build_parts(const struct build_options *options, struct tree *tree, struct part *part,
		size_t count, struct error *err);

#endif
