/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two brackets share a release, and the lock of one must stay: so must the other's.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/conditional-lock
 * site: fetch_three manual/conditional-lock
 * site: fetch_three manual/conditional-lock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret == 1)
		goto out;
	mmap_read_unlock(mm);
	cond_resched();
	mmap_read_lock(mm);
	vma = find_vma(mm, start);
	ret = vma ? vma->vm_start : 0;
out:
	mmap_read_unlock(mm);
	return ret;
}

long fetch_three(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret == 1)
		goto first;
	mmap_read_unlock(mm);
	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == -EFAULT)
		goto second;
first:
	mmap_read_unlock(mm);
	if (ret == 1)
		return ret;
	mmap_read_lock(mm);
	vma = find_vma(mm, start);
	ret = vma ? vma->vm_start : 0;
second:
	mmap_read_unlock(mm);
	return ret;
}
