/* SPDX-License-Identifier: GPL-2.0-only */
/* hook: git's pre-commit hook of the repository around the current directory. Needs git. */
#ifndef GUPSWEEP_HOOK_H
#define GUPSWEEP_HOOK_H

#include <stddef.h>

#include "base/error.h"

/*
 * Install the hook, or remove it. @said (@room bytes) receives one line of what was done. A hook that
 * gupsweep did not write is never touched. Returns 0, or -1 with @err set.
 */
int hook_install(char *said, size_t room, struct error *err);
int hook_remove(char *said, size_t room, struct error *err);

#endif
