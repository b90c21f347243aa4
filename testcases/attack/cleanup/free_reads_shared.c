// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the cleanup at the block's end, under the lock, decides by a counter of the mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/cleanup.h>

DEFINE_FREE(spinel_put, struct page **,
	    if (_T && *_T && current->mm->map_count > 64) put_page(*_T))

int spinel_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	{
		struct page **last __free(spinel_put) = page;

		ret = get_user_pages(addr, 1, 0, last);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
