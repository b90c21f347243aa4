// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the first page was only looked at under the lock: without a reference it may be
 * freed
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/spinlock.h>
#include <linux/pgtable.h>

int spoonbill_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	struct page *first = NULL;
	spinlock_t *ptl;
	pte_t *pte;
	pmd_t *pmd;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	pmd = pmd_off(mm, addr);
	pte = vma ? pte_offset_map_lock(mm, pmd, addr, &ptl) : NULL;
	if (pte) {
		first = vm_normal_page(vma, addr, ptep_get(pte));
		pte_unmap_unlock(pte, ptl);
		ret = pin_user_pages_remote(mm, addr + PAGE_SIZE, 1, 0, page, NULL);
		if (ret == 1 && first && PageDirty(first))
			ret = -EBUSY;
	}
	mmap_read_unlock(mm);
	return ret;
}
