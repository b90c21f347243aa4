/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The same with tsk, mm, write and force, and a foreign mm that the call names.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * site: fetch_remote unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(unsigned long start, int nr, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}

int fetch_remote(struct task_struct *task, struct mm_struct *mm,
		 unsigned long start, int nr, struct page **pages)
{
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(task, mm, start, nr, 0, 0, pages, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
