// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the memory policy is the vma's, without a reference of our own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mempolicy.h>

int malkoha_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct mempolicy *pol = NULL;
	struct vm_area_struct *vma;
	int ret;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma)
		pol = vma->vm_policy;
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1 && pol)
		ret = pol->mode == MPOL_BIND ? 1 : -EXDEV;
	mmap_read_unlock(mm);
	return ret;
}
