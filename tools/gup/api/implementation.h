/* SPDX-License-Identifier: GPL-2.0-only */
/* implementation: what mm/ says of the variants beyond their prototypes. For api/ alone. */
#ifndef GUPSWEEP_IMPLEMENTATION_H
#define GUPSWEEP_IMPLEMENTATION_H

#include "api.h"

/*
 * From mm/ of @source, else Module.symvers of @built: fill in exported, without_mmu, longterm,
 * implementation_known and version. Returns 0, or -1 with @err set when a file is there and cannot be read.
 * Absent files are no error.
 */
int implementation_read(struct tree *source, struct tree *built, struct api *api,
			struct error *err);
/* The number behind `NAME =` at the start of a line of a Makefile, or -1. */
long implementation_makefile_number(const struct buf *text, const char *name);

#endif
