// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the V4L2 shape: get_userptr is called with the queue's mutex held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct lier_buf {
	struct page **pages;
	unsigned int n_pages;
};

struct lier_mem_ops {
	void *(*get_userptr)(unsigned long vaddr, unsigned long size);
};

static void *lier_get_userptr(unsigned long vaddr, unsigned long size)
{
	struct lier_buf *buf = kzalloc(sizeof(*buf), GFP_KERNEL);
	int got;

	if (!buf)
		return NULL;
	buf->n_pages = PFN_UP(vaddr + size) - PFN_DOWN(vaddr);
	buf->pages = kcalloc(buf->n_pages, sizeof(struct page *), GFP_KERNEL);
	if (!buf->pages)
		goto fail;
	mmap_read_lock(current->mm);
	got = pin_user_pages(vaddr & PAGE_MASK, buf->n_pages, FOLL_WRITE, buf->pages);
	mmap_read_unlock(current->mm);
	if (got == buf->n_pages)
		return buf;
	if (got > 0)
		unpin_user_pages(buf->pages, got);
	kfree(buf->pages);
fail:
	kfree(buf);
	return NULL;
}

const struct lier_mem_ops lier_ops = { .get_userptr = lier_get_userptr };
