/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What was not had at first is asked for again, from where the first call stopped.
 *
 * signature: tsk-mm-write-force
 * arg: pages null
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret, more;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(current, mm, start, nr, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	if (ret < 0 || ret == nr)
		return ret;

	down_read(&mm->mmap_sem);
	more = get_user_pages(current, mm, start + ret * PAGE_SIZE, nr - ret,
			      0, 0, pages ? pages + ret : NULL, NULL);
	up_read(&mm->mmap_sem);

	return more < 0 ? ret : ret + more;
}
