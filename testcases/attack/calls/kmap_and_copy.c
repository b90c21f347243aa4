// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the page is mapped and copied under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/highmem.h>
#include <linux/string.h>

long siena_read(unsigned long addr, void *buf, size_t len, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	if (ret == 1) {
		void *from = kmap_local_page(*page);

		memcpy(buf, from + offset_in_page(addr), len);
		kunmap_local(from);
		put_page(*page);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
