/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel: the tree that a module is built against: sources, or what a distribution packages. */
#ifndef GUPSWEEP_KERNEL_H
#define GUPSWEEP_KERNEL_H

#include "../tree/tree.h"

/*
 * Open the kernel in @dir: a source tree, or a headers directory whose Makefile includes that of
 * the directory with the common headers (Debian's linux-headers-*; also /lib/modules/.../build).
 * *@out is the caller's, for tree_close(). Returns 0, or -1 with @err set.
 */
int api_open_kernel(struct tree **out, const char *dir, struct error *err);

#endif
