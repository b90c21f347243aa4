/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is dropped and taken again to try once more: two acquisitions reach the call.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/conditional-lock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(current->mm);
again:
	vma = find_vma(current->mm, start);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret == -EAGAIN) {
		mmap_read_unlock(current->mm);
		cond_resched();
		mmap_read_lock(current->mm);
		goto again;
	}
	if (vma)
		ret += vma->vm_pgoff;
	mmap_read_unlock(current->mm);

	return ret;
}
