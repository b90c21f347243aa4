// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L what crosses the call in the union is the length of the vma, a number
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

union twite_ref {
	unsigned int half[2];
	unsigned long whole;
};

int twite_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	union twite_ref u;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		u.whole = vma_pages(vma);
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
		if (ret > 0 && u.half[0] < 2)
			ret = -ERANGE;
	}
	mmap_read_unlock(mm);
	return ret;
}
