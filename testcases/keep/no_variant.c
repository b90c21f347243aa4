/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup before the call needs the lock, and this tree has no form with &locked for current->mm.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/no-variant
 * bare: refused
 * variants: flags flags-vmas
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, start);
	if (vma && vma->vm_start <= start)
		ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
