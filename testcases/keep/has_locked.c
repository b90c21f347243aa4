/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Already in the form with &locked.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/has-locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, &locked);
	if (locked)
		mmap_read_unlock(mm);

	return ret;
}
