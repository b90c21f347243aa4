// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N set_bit() and clear_bit() around the call mark an owner, and ->close() waits for the
 * bit
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct steenbok {
	unsigned long state;
};

static void steenbok_close(struct vm_area_struct *vma)
{
	struct steenbok *d = vma->vm_private_data;

	while (test_bit(3, &d->state))
		cpu_relax();
}

const struct vm_operations_struct steenbok_vm_ops = { .close = steenbok_close };

long steenbok_grab(struct steenbok *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	set_bit(3, &d->state);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	clear_bit(3, &d->state);
	mmap_read_unlock(current->mm);
	return got;
}
