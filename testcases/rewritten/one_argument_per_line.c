/* SPDX-License-Identifier: GPL-2.0-only
 *
 * One argument on each line with comments between, the parenthesis on the next line.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * site: fetch_apart unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(unsigned long start, int nr, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current,
			     current->mm,
			     start,
			     nr,
			     0, /* only read */
			     0, /* no force */
			     pages,
			     NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

int fetch_apart(unsigned long start, int nr, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages
		(current, current->mm, start, nr, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
