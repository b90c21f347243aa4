/* SPDX-License-Identifier: GPL-2.0-only
 *
 * With tsk, and nothing tells the type of pages: plain spatch has to be told the signature.
 *
 * signature: flags-vmas-tsk-remote-locked
 * lock: mmap_sem
 * site: fetch locked
 * variants: no - it is about this signature
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct task_struct *task, struct mm_struct *mm, unsigned long start, void *array)
{
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages_remote(task, mm, start, 1, FOLL_WRITE, array, NULL, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
