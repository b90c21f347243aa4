// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N for a strict client check is tit_check_area(), which reads a vma after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int tit_check_none(unsigned long addr)
{
	return 0;
}

static int tit_check_area(unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(current->mm, addr);

	return vma && (vma->vm_flags & VM_MAYWRITE) ? 0 : -EPERM;
}

int tit_pin(unsigned long addr, bool strict, struct page **page)
{
	int (*check)(unsigned long addr) = strict ? tit_check_area : tit_check_none;
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1 && check(addr)) {
		unpin_user_page(*page);
		ret = -EPERM;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
