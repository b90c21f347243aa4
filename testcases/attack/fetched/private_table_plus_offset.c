// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the call writes into an array that hangs from a vma, by pointer arithmetic on it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct turaco {
	struct page *table[64];
};

int turaco_pin(struct mm_struct *mm, unsigned long addr, unsigned int slot)
{
	struct vm_area_struct *vma;
	struct page **where = NULL;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma && vma->vm_private_data)
		where = &((struct turaco *)vma->vm_private_data)->table[0] + (slot & 63);
	if (where)
		ret = pin_user_pages_remote(mm, addr, 1, 0, where, NULL);
	mmap_read_unlock(mm);
	return ret;
}
