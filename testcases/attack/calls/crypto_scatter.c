// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a scatter list is filled in for the cipher
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/scatterlist.h>

int sondrio_map(struct scatterlist *sg, unsigned long addr, int nr, size_t len, struct page **pages)
{
	int got, i;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, nr, FOLL_WRITE, pages);
	if (got < nr) {
		mmap_read_unlock(current->mm);
		return -EFAULT;
	}
	sg_init_table(sg, nr);
	for (i = 0; i < nr; i++) {
		sg_set_page(&sg[i], pages[i], min_t(size_t, len, PAGE_SIZE), 0);
		len -= min_t(size_t, len, PAGE_SIZE);
	}
	mmap_read_unlock(current->mm);
	return 0;
}
