/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock of one mm, the pages of another: current->mm, which is what the call means.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/foreign-mm
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct task_struct *task, unsigned long start, struct page **pages)
{
	struct mm_struct *mm = get_task_mm(task);
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(mm);
	mmput(mm);

	return ret;
}
