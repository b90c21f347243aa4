/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock's address with parentheses in it.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: fetch_of unlocked
 * site: fetch_own unlocked
 * bare: refused here
 * variants: no - the newer spelling of the lock has no address to put them in
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_of(struct task_struct *task, struct mm_struct *mm, unsigned long start,
	      struct page **pages)
{
	long ret;

	down_read(&(mm->mmap_sem));
	ret = get_user_pages(task, mm, start, 1, 1, 0, pages, NULL);
	up_read(&(mm->mmap_sem));

	return ret;
}

long fetch_own(unsigned long start, struct page **pages)
{
	long ret;

	down_read(&(current->mm->mmap_sem));
	ret = get_user_pages(current, current->mm, start, 1, 1, 0, pages, NULL);
	up_read(&(current->mm->mmap_sem));

	return ret;
}
