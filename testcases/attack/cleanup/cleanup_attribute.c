// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the attribute, spelled out, runs a function at the end that asserts the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static void onyx_done(struct mm_struct **mm)
{
	mmap_assert_locked(*mm);
}

int onyx_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	{
		struct mm_struct *watched __attribute__((cleanup(onyx_done))) = mm;

		ret = pin_user_pages_remote(watched, addr, 1, 0, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
