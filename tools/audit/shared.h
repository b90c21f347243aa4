/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * shared: what a driver's code does with the mmap lock held for write, by field of a type: in handlers
 * that the kernel calls so (mmap, vm_ops, notifiers), between a write lock and its release, in what
 * those call; and what a comment or __guarded_by says the lock protects. A bracket that reads or
 * writes the same is ordered against it by the lock. Needs library, flows and types.
 */
#ifndef GUPSWEEP_SHARED_H
#define GUPSWEEP_SHARED_H

#include "../code/types.h"
#include "flows.h"

/* All drivers that were asked about so far. */
struct shared;

struct shared *shared_new(struct library *lib, struct flows *flows);
void shared_free(struct shared *shared);

/*
 * Does event @ev of @code, which belongs to @file or is reached from it, touch such a field?
 * @of is the file whose driver is meant. *@why: one line, the caller's, if so.
 */
bool shared_touches(struct shared *shared, const struct library_file *of,
		    const struct library_file *file, const struct code *code,
		    const struct event *ev, char **why);

#endif
