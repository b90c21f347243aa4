// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller got the lock by a trylock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long dunnart_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}

long dunnart_try(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long got = -EAGAIN;

	if (mmap_read_trylock(mm)) {
		got = dunnart_grab(mm, addr, pages);
		mmap_read_unlock(mm);
	}
	return got;
}
