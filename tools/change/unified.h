/* SPDX-License-Identifier: GPL-2.0-only */
/* unified: two texts of one file as a diff that git apply, git am and patch -p1 take. */
#ifndef GUPSWEEP_UNIFIED_H
#define GUPSWEEP_UNIFIED_H

#include "base/buf.h"
#include "base/error.h"

/*
 * Append to @out the diff that turns @old into @new, with git's header lines for @path and @context lines
 * around each change; nothing if they are equal. Returns 0, or -1 with @err set.
 */
int unified_diff(const char *path, const struct buf *old, const struct buf *new,
		 unsigned int context, struct buf *out, struct error *err);

/* Append the path @prefix + @path as git writes it: quoted like a C string when it needs to be. */
void unified_path(struct buf *b, const char *prefix, const char *path);

#endif
