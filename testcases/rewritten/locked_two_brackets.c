/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two brackets of a foreign mm in one function: each gets a variable.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch locked
 * site: fetch locked
 * bare: only the last, with the one variable that it declares
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long in, unsigned long out, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, in, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	if (ret != 1)
		return ret;
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, out, 1, FOLL_WRITE, pages + 1, NULL);
	mmap_read_unlock(mm);

	return ret;
}
