/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * features: which branches of a file the kernel at hand compiles, by its version, by the words that its
 * headers define, and by what the module itself defines: in its own headers, as a configure script leaves
 * them, and in its Makefiles. What is not found there is not known. Needs library.
 */
#ifndef GUPSWEEP_FEATURES_H
#define GUPSWEEP_FEATURES_H

#include "library.h"
#include "source/ladder.h"

/* The state of each branch of @file's src->cond, as ladder_read_by() says. The library's. */
const enum ladder_state *features_ladder(struct library *lib, const struct library_file *file);
/* Are the #if lines of @src those of @file, so that the same is true of its branches? */
bool features_same(const struct library_file *file, const struct source *src);

#endif
