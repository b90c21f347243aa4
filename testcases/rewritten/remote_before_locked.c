/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm where only __get_user_pages_unlocked() takes one: it sets neither FOLL_TOUCH nor FOLL_REMOTE.
 *
 * signature: flags-vmas-tsk-remote
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
	ret = get_user_pages_remote(task, mm, start, 1, FOLL_WRITE, pages, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
