// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include "binturong.h"

unsigned long kmemdup_binturong(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma ? vma->vm_pgoff : 0;
}
