// SPDX-License-Identifier: GPL-2.0-only
/* The state of an mmap lock when nobody should hold it. */
#include <linux/delay.h>

#include "module.h"

#define PATIENCE_MS 100 /* others may hold the lock for a moment: a dying thread, the monitor */

/* The layout of the count: kernel/locking/rwsem.c. */
#define WRITER_LOCKED 1L
#define READER_SHIFT 8

static long count_of(struct mm_struct *mm)
{
	return atomic_long_read(&mm->mmap_lock.count);
}

bool watch_lock_held(struct mm_struct *mm)
{
	mmap_assert_locked(mm); /* says more, where it is compiled in */
	return rwsem_is_locked(&mm->mmap_lock);
}

/*
 * Can a writer have the lock? If not for PATIENCE_MS, say how it was left, and mend it, so that the
 * process can die.
 */
enum watch_lock lock_settle(struct mm_struct *mm)
{
	int ms;
	long count;

	for (ms = 0; ms < PATIENCE_MS; ms++) {
		if (down_write_trylock(&mm->mmap_lock)) {
			up_write(&mm->mmap_lock);
			return WATCH_FREE;
		}
		usleep_idle_range(1000, 1100); /* asleep, but not as one who waits for a lock */
	}
	count = count_of(mm);
	if (count < 0) {
		for (count >>= READER_SHIFT; count < 0; count++)
			atomic_long_add(1L << READER_SHIFT, &mm->mmap_lock.count);
		return WATCH_OVER_RELEASED;
	}
	if (count & WRITER_LOCKED) {
		mmap_write_unlock(mm);
		return WATCH_LEAKED;
	}
	for (count >>= READER_SHIFT; count > 0; count--)
		mmap_read_unlock(mm);
	return WATCH_LEAKED;
}
