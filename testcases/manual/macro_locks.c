/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A macro under the lock that lets it go and takes it again, and one that is the lock.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_politely manual/macro
 * site: fetch_wrapped manual/macro
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

#define BREATHE(mm)					\
	do {						\
		mmap_read_unlock(mm);			\
		cond_resched();				\
		mmap_read_lock(mm);			\
	} while (0)

#define HOLD(mm)	mmap_read_lock(mm)
#define LET_GO(mm)	mmap_read_unlock(mm)

long fetch_politely(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	BREATHE(current->mm);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_wrapped(unsigned long start, struct page **pages)
{
	long ret;

	HOLD(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	LET_GO(current->mm);

	return ret;
}
