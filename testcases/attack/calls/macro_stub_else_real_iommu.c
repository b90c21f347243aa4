// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mmap_lock.h>
#include <linux/mm.h>
#include "merlin.h"

#undef merlin_settle
void merlin_settle(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, addr);

	for_each_vma(vmi, vma)
		pr_debug("%lx-%lx\n", vma->vm_start, vma->vm_end);
}
