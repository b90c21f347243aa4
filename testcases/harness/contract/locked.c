/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What get_user_pages_locked() promises, pages or not: the plain form, and *locked tells of the lock.
 *
 * signature: tsk-mm-write-force
 * arg: pages null
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, int write, int force,
	   struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(NULL, mm, start, nr, write, force, pages, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
