// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L of the private data only a number is taken along
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct umbrellabird_buf {
	unsigned long pins, kind;
};

int umbrellabird_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	unsigned long kind = 0;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		kind = ((struct umbrellabird_buf *)vma->vm_private_data)->kind;
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1 && kind > 3)
			ret = 2;
	}
	mmap_read_unlock(mm);
	return ret;
}
