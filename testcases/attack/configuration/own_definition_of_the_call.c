// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N this file's pin_user_pages() is a macro that keeps a count under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define pin_user_pages(start, nr, flags, pages)				\
	({								\
		long __got = (pin_user_pages)(start, nr, flags, pages);	\
		if (__got > 0)						\
			current->mm->locked_vm += __got;		\
		__got;							\
	})

int yarrow_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
