/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The call names another mm than the lock; so does one under two locks.
 *
 * signature: tsk-mm-flags
 * lock: mmap_sem
 * site: fetch manual/interprocedural-mm
 * site: fetch_nested manual/interprocedural-mm
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, mm, start, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}

long fetch_nested(struct mm_struct *mm, struct mm_struct *other, unsigned long start,
		  struct page **pages)
{
	long ret;

	down_read(&mm->mmap_sem);
	down_read(&other->mmap_sem);
	ret = get_user_pages(current, mm, start, 1, 0, pages, NULL);
	up_read(&other->mmap_sem);
	up_read(&mm->mmap_sem);

	return ret;
}
