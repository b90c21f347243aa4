/* SPDX-License-Identifier: GPL-2.0-only */
/* deferred: functions that are handed over to run later, under whatever locks there are then. */
#ifndef GUPSWEEP_DEFERRED_H
#define GUPSWEEP_DEFERRED_H

#include "code/library.h"

/*
 * Does the macro @name (@len bytes), as code in @file has it, only keep the function that is its argument
 * @argument, from 0, for later, as INIT_WORK() does? Not where a body of it is not the kernel's or not read.
 */
bool deferred_is(struct library *lib, const struct library_file *file, const char *name, size_t len,
		 unsigned int argument);

#endif
