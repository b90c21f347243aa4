/* SPDX-License-Identifier: GPL-2.0-only
 *
 * tsk and mm together with gup_flags, as a stable tree has them.
 *
 * signature: tsk-mm-flags
 * lock: mmap_sem
 * site: fetch unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(unsigned long start, int nr, int write, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr,
			     write ? FOLL_WRITE : 0, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
