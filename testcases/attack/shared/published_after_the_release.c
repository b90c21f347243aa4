// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the pages are made known after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct toulouse {
	struct page **pages;
	long pinned;
};

static void toulouse_close(struct vm_area_struct *vma)
{
	struct toulouse *t = vma->vm_private_data;

	unpin_user_pages(t->pages, t->pinned);
}

const struct vm_operations_struct toulouse_ops = { .close = toulouse_close };

long toulouse_pin(struct toulouse *t, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	t->pages = pages;
	t->pinned = ret;
	return ret;
}
