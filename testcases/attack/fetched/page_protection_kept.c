// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N vm_page_prot is taken to map the pages after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>

void *vannes_map(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	void *out = NULL;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma && pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL) == 1)
		out = vmap(page, 1, VM_MAP, vma->vm_page_prot);
	mmap_read_unlock(mm);
	return out;
}
