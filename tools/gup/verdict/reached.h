/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reached: whether somebody who reaches a function that takes the lock holds it already: callers, the
 * kernel itself (mmap, vm_ops, notifiers, walks), calls through a pointer under the driver's own lock.
 * A bracket below another one is a bug of its own, and no place for a retry. Needs callers and shared.
 */
#ifndef GUPSWEEP_REACHED_H
#define GUPSWEEP_REACHED_H

#include "callers.h"
#include "shared.h"

/* Returns one line that says who, the caller's, or NULL if nobody was found. */
char *reached_with_lock(struct library *lib, struct flows *flows, struct shared *shared,
			const struct library_file *file, uint32_t fn);

#endif
