/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup before the call needs the lock, nothing after it does.
 *
 * signature: write-force
 * lock: mmap_sem
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

	down_read(&mm->mmap_sem);
	vma = find_vma(mm, start);
	if (!vma || vma->vm_start > start)
		goto out;
	ret = get_user_pages(start, nr, 1, 0, pages, NULL);
out:
	up_read(&mm->mmap_sem);
	return ret;
}
