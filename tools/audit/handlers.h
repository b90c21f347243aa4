/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * handlers: what a file's own functions that are given a vma (mmap handlers, vm_ops) write. The
 * kernel calls them with the mmap lock held for write, so it orders them against a bracket that
 * reads the same. Needs library.
 */
#ifndef GUPSWEEP_HANDLERS_H
#define GUPSWEEP_HANDLERS_H

#include "../code/library.h"

/* Is the global variable or member at token @tok of the file written by such a function? */
bool handlers_write(struct library *lib, const struct library_file *file, uint32_t tok);

#endif
