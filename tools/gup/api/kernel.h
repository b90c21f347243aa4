/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel: the tree that a module is built against: sources, or what a distribution packages. */
#ifndef GUPSWEEP_KERNEL_H
#define GUPSWEEP_KERNEL_H

#include "tree/tree.h"

struct kernel {
	struct tree *source; /* where include/linux/mm.h is */
	struct tree *built;  /* where Module.symvers is, if that is another directory; else NULL */
};

/*
 * Open the kernel in @dir: a source tree, or a headers directory whose Makefile includes that of
 * the directory with the common headers (Debian's linux-headers-*; also /lib/modules/.../build), or
 * whose include/linux is a link into that (Ubuntu's).
 * @kernel is the caller's, for kernel_close(). Returns 0, or -1 with @err set.
 */
int kernel_open(struct kernel *kernel, const char *dir, struct error *err);
void kernel_close(struct kernel *kernel);

#endif
