/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup before the call needs the lock, nothing after it does.
 *
 * signature: flags-vmas-locked
 * lock: mmap_lock
 * site: fetch locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	long ret = -EFAULT;

	mmap_read_lock(mm);
	vma = find_vma(mm, start);
	if (!vma || vma->vm_start > start)
		goto out;
	ret = get_user_pages(start, nr, FOLL_WRITE, pages, NULL);
out:
	mmap_read_unlock(mm);
	return ret;
}
