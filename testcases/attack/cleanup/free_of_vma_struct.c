// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the attribute's function reads the vma at the scope's end
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static void ravenna_done(struct vm_area_struct **vma)
{
	if (*vma)
		pr_debug("%lx\n", (*vma)->vm_start);
}

long ravenna_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	{
		struct vm_area_struct *vma __attribute__((cleanup(ravenna_done))) = find_vma(mm, addr);

		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
