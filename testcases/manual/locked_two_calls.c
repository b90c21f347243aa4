/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two calls for a foreign mm under one lock: the second would begin without it.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/relock
 * site: fetch keep/lock-needed-after
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long in, unsigned long out, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, in, 1, 0, pages, NULL);
	if (ret == 1)
		ret += get_user_pages_remote(mm, out, 1, FOLL_WRITE, pages + 1, NULL);
	mmap_read_unlock(mm);

	return ret;
}
