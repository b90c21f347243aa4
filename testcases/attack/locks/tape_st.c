// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the tape driver's shape: count, lock, call, release, then check the result
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

struct metz_buffer {
	struct page **mapped_pages;
	int do_dio;
};

int metz_map(struct metz_buffer *buf, const unsigned int max_pages, unsigned long uaddr,
		 size_t count, int rw)
{
	unsigned long end = (uaddr + count + PAGE_SIZE - 1) >> PAGE_SHIFT;
	unsigned long start = uaddr >> PAGE_SHIFT;
	const int nr_pages = end - start;
	int res, i, j;
	struct page **pages;

	if ((uaddr + count) < uaddr)
		return -EINVAL;
	if (nr_pages > max_pages)
		return -ENOMEM;
	if (count == 0)
		return 0;
	pages = kmalloc_array(max_pages, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	res = pin_user_pages(uaddr, nr_pages, rw == READ ? FOLL_WRITE : 0, pages);
	mmap_read_unlock(current->mm);
	if (res < nr_pages)
		goto out_unmap;
	for (i = 0; i < nr_pages; i++)
		flush_dcache_page(pages[i]);
	buf->mapped_pages = pages;
	return nr_pages;
out_unmap:
	if (res > 0) {
		for (j = 0; j < res; j++)
			unpin_user_page(pages[j]);
		res = 0;
	}
	kfree(pages);
	return res;
}
