// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the helper stores a number there, and the number is the vma's length
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct ayeaye_slot {
	unsigned long room;
};

struct ayeaye {
	struct ayeaye_slot *slot;
};

static int ayeaye_bind(struct ayeaye *a, struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	if (!vma)
		return -EFAULT;
	a->slot->room = vma_pages(vma);
	return 0;
}

int ayeaye_pin(struct ayeaye *a, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = ayeaye_bind(a, mm, addr);
	if (!ret)
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1)
		a->slot->room--;
	mmap_read_unlock(mm);
	return ret;
}
