/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two calls under one lock, the second on a condition.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * site: fetch unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(unsigned long in, unsigned long out, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, in, 1, 0, 0, pages, NULL);
	if (ret == 1 && out)
		ret = get_user_pages(current, current->mm, out, 1, 1, 0,
				     pages + 1, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
