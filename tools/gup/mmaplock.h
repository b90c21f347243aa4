/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mmaplock: the operations on an mm's mmap lock in one function, in every spelling. Needs code;
 * leaves those of its calls that are operations, in the order in which they stand.
 */
#ifndef GUPSWEEP_MMAPLOCK_H
#define GUPSWEEP_MMAPLOCK_H

#include "code/code.h"

enum lock_kind {
	LOCK_READ,
	LOCK_READ_KILLABLE,
	LOCK_READ_TRY,
	LOCK_WRITE,	/* also killable and trylock */
	LOCK_DOWNGRADE, /* from write to read */
	LOCK_RELEASE_READ,
	LOCK_RELEASE_WRITE,
};

struct lock_op {
	enum lock_kind kind;
	bool maybe;	     /* it may fail: its result tells whether the lock was taken */
	bool ok_if_zero;     /* 0 means taken (killable), else non-zero does (trylock) */
	bool takes_mm;	     /* its argument is the mm itself, not its semaphore's address */
	bool exact;	     /* a statement of its own: "NAME(...);" */
	uint32_t call;	     /* token of its name */
	uint32_t event;	     /* of code->event */
	uint32_t expr;	     /* the mm's expression ... */
	uint32_t mm, mm_end; /* ... and its tokens [mm, mm_end) */
	uint32_t guard; /* the call of a guard, which releases at its scope's end; or SOURCE_NONE */
	uint32_t stmt;
};

struct lock_ops {
	struct lock_op *op;
	size_t count, room;
};

/* Collect the operations of the function into @out (emptied first), the caller's. */
void mmaplock_read(const struct code *code, struct lock_ops *out);
void mmaplock_free(struct lock_ops *ops);
/* Does the operation end what another one began? */
bool mmaplock_releases(const struct lock_op *op);

/* Is token @tok the name of an operation that is called? Fills in what the name tells of @op. */
bool mmaplock_name(const struct source *src, uint32_t tok, struct lock_op *op);
/* Is "NAME (" at @tok an operation on an mmap lock, whatever its argument is? */
bool mmaplock_is_mmap_call(const struct source *src, uint32_t tok);
/* ... and one that releases it? */
bool mmaplock_is_release(const struct source *src, uint32_t tok);
/* Is token @tok a mention of the lock itself: mmap_sem, mmap_lock, whatever stands before it? */
bool mmaplock_is_mention(const struct source *src, uint32_t tok);
/* ... and in the first argument of an operation? */
bool mmaplock_is_operand(const struct source *src, uint32_t tok);
/* Does a call that only asks whether the lock is held have token @tok among its arguments? */
bool mmaplock_is_asked(const struct source *src, uint32_t tok);
/*
 * Is "NAME (" at @tok an operation on a semaphore that may be the lock: one that is not spelled as
 * the address of another member or variable?
 */
bool mmaplock_is_alias(const struct source *src, uint32_t tok);
/*
 * The first mention of the lock in the function, or name of an operation, that is none of those in
 * @ops nor of a call that only asks: stored, or passed on. SOURCE_NONE if there is none.
 */
uint32_t mmaplock_stray(const struct code *code, const struct lock_ops *ops);
/*
 * A call whose name speaks of the mmap lock, but that is no operation known here (a wrapper), or the
 * name of an operation that is not called here but handed to a macro: guard(mmap_read_lock).
 */
bool mmaplock_is_wrapper(const struct source *src, uint32_t tok);

/* Does the line of text take an mmap lock? By its words: it only makes a doubt certain. */
bool mmaplock_line_takes(const char *text, size_t len);

#endif
