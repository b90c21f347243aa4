// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mremap() moves ->base, with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct kaka {
	unsigned long base;
};

static int kaka_mremap(struct vm_area_struct *vma)
{
	struct kaka *k = vma->vm_private_data;

	k->base = vma->vm_start;
	return 0;
}

const struct vm_operations_struct kaka_vm_ops = { .mremap = kaka_mremap };

int kaka_pin(struct kaka *k, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(k->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
