// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N pmd points into the page tables, which may be freed once the lock is dropped
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pgtable.h>

int anhinga_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	pmd_t *pmd;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	pmd = pmd_offset(pud_offset(p4d_offset(pgd_offset(mm, addr), addr), addr), addr);
	if (!pmd_none(*pmd)) {
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1 && pmd_leaf(*pmd))
			ret = 512;
	}
	mmap_read_unlock(mm);
	return ret;
}
