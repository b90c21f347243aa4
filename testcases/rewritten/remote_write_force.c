/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The same with write and force.
 *
 * signature: write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct task_struct *task, struct mm_struct *mm, unsigned long start,
	   struct page **pages)
{
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages_remote(task, mm, start, 1, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
