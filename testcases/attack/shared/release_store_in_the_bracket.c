// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N smp_store_release() marks what ->close() reads with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct paca {
	unsigned long base;
	unsigned long len;
	int stage;
	void *buf;
};

static void paca_close(struct vm_area_struct *vma)
{
	struct paca *d = vma->vm_private_data;

	if (smp_load_acquire(&d->stage) == 0)
		d->buf = NULL;
}

const struct vm_operations_struct paca_vm_ops = { .close = paca_close };

long paca_grab(struct paca *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	smp_store_release(&d->stage, 1);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	smp_store_release(&d->stage, 0);
	mmap_read_unlock(current->mm);
	return got;
}
