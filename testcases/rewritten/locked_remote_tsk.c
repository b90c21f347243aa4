/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The same with tsk.
 *
 * signature: flags-vmas-tsk-remote-locked
 * lock: mmap_sem
 * site: fetch locked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct task_struct *task, struct mm_struct *mm, unsigned long start,
	   struct page **pages)
{
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages_remote(task, mm, start, 1, FOLL_WRITE, pages, NULL, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
