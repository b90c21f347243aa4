/* SPDX-License-Identifier: GPL-2.0-only */
/* build: every touched object compiled with the tree's Kbuild before and after its patch. */
#ifndef GUPSWEEP_SERIES_BUILD_H
#define GUPSWEEP_SERIES_BUILD_H

#include "../tree/tree.h"
#include "series.h"

/*
 * Compile in scratch directories; the tree is not touched. Each part's notes get a line for each of its
 * files: compiled without a new warning, or why it is not built in this configuration. Returns 0, or -1
 * with @err set: an object that compiled before its patch and does not after it, or has a new warning.
 */
int build_parts(const struct series_options *options, struct tree *tree, struct part *part,
		size_t count, struct error *err);

#endif
