// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the entry was copied, but the page that it names is not referenced
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pgtable.h>

int shoveler_pin(struct mm_struct *mm, pte_t *ptep, unsigned long addr, struct page **pages)
{
	pte_t pte;
	int ret = -EAGAIN;

	mmap_read_lock(mm);
	pte = ptep_get(ptep);
	if (pte_present(pte)) {
		ret = pin_user_pages_remote(mm, addr, 1, 0, pages, NULL);
		if (ret == 1)
			get_page(pte_page(pte));
	}
	mmap_read_unlock(mm);
	return ret;
}
