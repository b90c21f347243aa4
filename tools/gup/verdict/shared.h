/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * shared: what a driver's code does with the mmap lock held for write, by field of a type: in handlers
 * that the kernel calls so (mmap, vm_ops, notifiers), between a write lock and its release, in what
 * those call; and what a comment or __guarded_by says the lock protects. A bracket that reads or
 * writes the same is ordered against it by the lock. Needs library, flows and types.
 */
#ifndef GUPSWEEP_SHARED_H
#define GUPSWEEP_SHARED_H

#include "code/types.h"
#include "flow.h"

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

/* Where the driver of @of writes such a field: "file:line: text", sorted, a line each, the caller's. */
char *shared_writers(struct shared *shared, const struct library_file *of);
/*
 * Is function @fn given what only a handler is that runs with the lock held for write, by its name or by
 * a typedef of the driver of @of?
 */
bool shared_is_handler(struct shared *shared, const struct library_file *of,
		       const struct library_file *file, uint32_t fn);
/* The files of the driver of @of that speak of the lock; *@count of them. */
const struct library_file *const *shared_files(struct shared *shared, const struct library_file *of,
					       size_t *count);
/*
 * Does the driver of @of call something through a pointer with the lock held, in either mode, that may
 * be what @file stores in a member of this name (nameset_hash())? 0: not in a member; then, and of calls
 * that go through none, only those of the same file may.
 */
bool shared_calls_pointer(struct shared *shared, const struct library_file *of,
			  const struct library_file *file, uint32_t member);

#endif
