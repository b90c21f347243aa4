// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket marks the device with WRITE_ONCE(), and ->close() looks at the mark with
 * the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct coati {
	unsigned long base;
	unsigned long len;
	bool busy;
	void *buf;
};

static void coati_close(struct vm_area_struct *vma)
{
	struct coati *d = vma->vm_private_data;

	if (!READ_ONCE(d->busy))
		d->buf = NULL;
}

const struct vm_operations_struct coati_vm_ops = { .close = coati_close };

long coati_grab(struct coati *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	WRITE_ONCE(d->busy, true);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	WRITE_ONCE(d->busy, false);
	mmap_read_unlock(current->mm);
	return got;
}
