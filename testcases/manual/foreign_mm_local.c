/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is that of a local that may hold another mm than the current one.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_initialised manual/interprocedural-mm
 * site: fetch_assigned keep/foreign-mm
 * site: fetch_by_address keep/foreign-mm
 * bare: refused
 * variants: no - where a call names its mm the lock is of the same one
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct worker {
	struct mm_struct *mm;
};

void choose_mm(struct mm_struct **mm);

long fetch_initialised(struct worker *worker, unsigned long start, struct page **pages)
{
	struct mm_struct *mm = worker->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_assigned(struct worker *worker, unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	if (worker)
		mm = worker->mm;
	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_by_address(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	choose_mm(&mm);
	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(mm);

	return ret;
}
