// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma is looked at under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_vma(unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, start);
	if (vma && vma->vm_start <= start)
		ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1 && !(vma->vm_flags & VM_WRITE))
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
