/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The loop is outside the bracket.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(struct task_struct *owner, struct mm_struct *mm, unsigned long start,
	  unsigned long nr, struct page **pages)
{
	int ret = 0;

	while (nr) {
		down_read(&mm->mmap_sem);
		ret = get_user_pages(owner, mm, start, 1, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
		if (ret < 0)
			break;
		start += PAGE_SIZE;
		pages++;
		nr--;
	}

	return ret;
}
