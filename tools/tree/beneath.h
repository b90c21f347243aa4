/* SPDX-License-Identifier: GPL-2.0-only */
/* beneath: open what lies below a directory, never through a symbolic link, and never outside. */
#ifndef GUPSWEEP_BENEATH_H
#define GUPSWEEP_BENEATH_H

#include <stdbool.h>

/* Is @path relative, with no empty, "." or ".." component? */
bool beneath_valid(const char *path);
/*
 * Open the folder that holds @path, a valid one, below the directory @root. *@name is then the last
 * component, in @path. Returns a descriptor (O_PATH: to openat() and the like only), or -1 with errno set: EINVAL for
 * a path that is not valid, ENOTDIR where a component is no folder or a symbolic link. A path of any
 * length works.
 */
int beneath_open_parent(int root, const char *path, const char **name);
/* Open @path itself, as openat() would with @flags (no O_CREAT); a symbolic link is ELOOP. */
int beneath_open(int root, const char *path, int flags);

#endif
