/* SPDX-License-Identifier: GPL-2.0-only
 *
 * An old parameter list, which spatch 1.1 parses and 1.3 does not.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: old unlocked
 * parsed: 1.1
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int old(start, nr, pages)
	unsigned long start;
	int nr;
	struct page **pages;
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
