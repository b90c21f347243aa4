// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the pages are made known under the lock, and ->close() frees what it finds there
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct toulon {
	struct page **pages;
	long pinned;
};

static void toulon_close(struct vm_area_struct *vma)
{
	struct toulon *t = vma->vm_private_data;

	unpin_user_pages(t->pages, t->pinned);
}

const struct vm_operations_struct toulon_ops = { .close = toulon_close };

long toulon_pin(struct toulon *t, unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	t->pages = pages;
	t->pinned = ret;
	mmap_read_unlock(current->mm);
	return ret;
}
