/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup in the mm of somebody else, and pages of the current one.
 *
 * signature: flags-vmas-locked
 * lock: mmap_lock
 * site: fetch_initialised manual/interprocedural-mm
 * site: fetch_assigned keep/foreign-mm
 * bare: refused
 * variants: no - where a call names its mm the lock is of the same one
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct worker {
	struct mm_struct *mm;
};

long fetch_initialised(struct worker *worker, unsigned long start, struct page **pages)
{
	struct mm_struct *mm = worker->mm;
	long ret = -EFAULT;

	mmap_read_lock(mm);
	if (find_vma(mm, start))
		ret = get_user_pages(start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_assigned(struct worker *worker, unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret = -EFAULT;

	if (worker)
		mm = worker->mm;
	mmap_read_lock(mm);
	if (find_vma(mm, start))
		ret = get_user_pages(start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
