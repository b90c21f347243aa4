// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U three ways out, each with its release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct nancy {
	struct page **pages;
	unsigned int page_count;
	bool dead;
};

int nancy_buffer(struct nancy *n, unsigned long uaddr, unsigned int count)
{
	int retval;

	n->pages = kcalloc(count, sizeof(n->pages[0]), GFP_KERNEL);
	if (!n->pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	if (!count) {
		mmap_read_unlock(current->mm);
		retval = -EINVAL;
		goto out;
	}
	retval = pin_user_pages(uaddr, count, FOLL_WRITE, n->pages);
	if (retval < 0) {
		mmap_read_unlock(current->mm);
		goto out;
	}
	if (retval != count) {
		unpin_user_pages(n->pages, retval);
		mmap_read_unlock(current->mm);
		retval = -EFAULT;
		goto out;
	}
	mmap_read_unlock(current->mm);
	n->page_count = retval;
	return 0;
out:
	kfree(n->pages);
	n->pages = NULL;
	return retval;
}
