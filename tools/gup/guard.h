/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guard: the mmap lock taken by "guard(NAME)(x)" or "scoped_guard(NAME, x)", to be released where the scope
 * ends: by a guard of the kernel's, or by one that the file or a header of its own defines. Needs mmaplock.
 */
#ifndef GUPSWEEP_GUARD_H
#define GUPSWEEP_GUARD_H

#include "code/library.h"
#include "mmaplock.h"

enum guard {
	GUARD_NONE, /* it has nothing to do with the lock */
	GUARD_READ, /* it takes the lock of the mm, or the semaphore, that it is given */
	GUARD_WRITE,
	GUARD_HIDES, /* it does something with the lock, and what is not clear */
};

/* "guard(mutex)(&x)", "scoped_guard(...)", "CLASS(...)": does the word at @tok have something run at a scope's end? */
bool guard_is_word(const struct source *src, uint32_t tok);
/*
 * What the guard does whose word, "guard", "scoped_guard", "CLASS" or the like, is token @tok of @src.
 * @lib, NULL: headers are not looked into.
 */
enum guard guard_read(const struct source *src, uint32_t tok, struct library *lib,
		      const struct library_file *file);
/*
 * Add the function's guards, READ and WRITE, to its operations. Returns whether there is one that hides
 * what it does.
 */
bool guard_add(const struct code *code, struct library *lib, const struct library_file *file,
	       struct lock_ops *ops);

#endif
