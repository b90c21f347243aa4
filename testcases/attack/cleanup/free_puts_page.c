// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same, but the cleanup only puts a page
 * MISSED-OK: spatch before 1.3.1 does not parse __free()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/cleanup.h>

DEFINE_FREE(sapphire_put, struct page **, if (_T && *_T) put_page(*_T))

int sapphire_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	{
		struct page **last __free(sapphire_put) = page;

		ret = get_user_pages(addr, 1, 0, last);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
