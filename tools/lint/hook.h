/* SPDX-License-Identifier: GPL-2.0-only */
/* hook: git's pre-commit hook of the repository around the current directory. Needs git. */
#ifndef GUPSWEEP_HOOK_H
#define GUPSWEEP_HOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Install the hook, of a module for the kernel @kernel (or NULL), or remove it. @said (@room bytes) receives one line of what was done. A hook that
 * gupsweep did not write is never touched. Returns 0, or -1 with @err set.
 */
int hook_install(const char *kernel, char *said, size_t room, struct error *err);
int hook_remove(char *said, size_t room, struct error *err);

/* Is something staged of each of the @count files? Sets *@staged; returns 0, or -1 with @err set. */
int hook_are_staged(const char *const *file, size_t count, bool *staged, struct error *err);

#endif
