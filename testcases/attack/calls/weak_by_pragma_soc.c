// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mmap_lock.h>
#include <linux/mm.h>
#include <linux/sched.h>

int treecreeper_hook(unsigned long addr);

int treecreeper_hook(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && vma_is_shmem(vma);
}
