/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A killable lock around get_user_pages(): its error is kept, by the form with &locked.
 *
 * signature: write-force
 * lock: mmap_sem
 * site: fetch locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	ret = down_read_killable(&mm->mmap_sem);
	if (ret)
		return ret;
	ret = get_user_pages(start, nr, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
