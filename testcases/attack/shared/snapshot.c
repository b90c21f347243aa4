// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket copies the whole struct, of which ->close() writes a member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct kea_info {
	unsigned long addr;
	unsigned int open;
};

struct kea {
	struct kea_info info;
};

static void kea_vm_close(struct vm_area_struct *vma)
{
	struct kea *k = vma->vm_private_data;

	k->info.open = 0;
}

const struct vm_operations_struct kea_vm_ops = { .close = kea_vm_close };

int kea_pin(struct kea *k, struct kea_info *out, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(out->addr, 1, 0, page);
	*out = k->info;
	mmap_read_unlock(current->mm);
	return ret;
}
