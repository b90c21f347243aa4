// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the name belongs to the vma, and is printed after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/rmap.h>

int kagu_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct anon_vma_name *name = NULL;
	struct vm_area_struct *vma;
	int ret;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma)
		name = anon_vma_name(vma);
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret != 1 && name)
		pr_warn("kagu: %s: %d\n", name->name, ret);
	mmap_read_unlock(mm);
	return ret;
}
