/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A bracket that can have &locked, beside one with two calls; beside one whose lock is taken twice
 * nothing is proved, for the function is wrong as it is.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch locked
 * site: fetch manual/relock
 * site: fetch keep/lock-needed-after
 * site: fetch_nested manual/disagreement
 * site: fetch_nested manual/relock
 * before: wrong - one of the functions takes the lock twice
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, unsigned long in, unsigned long out,
	   struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	if (ret != 1)
		return ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, in, 1, 0, pages + 1, NULL);
	ret += get_user_pages_remote(mm, out, 1, FOLL_WRITE, pages + 2, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_nested(struct mm_struct *mm, unsigned long start, unsigned long other,
		  struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	if (ret != 1)
		return ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, other, 1, 0, pages + 1, NULL);
	mmap_read_lock(mm);
	mmap_read_unlock(mm);
	mmap_read_unlock(mm);

	return ret;
}
