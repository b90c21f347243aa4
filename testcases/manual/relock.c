/* SPDX-License-Identifier: GPL-2.0-only
 *
 * One lock of a foreign mm around a loop of calls: a second round would have to take it again.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_all manual/relock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_all(struct mm_struct *mm, unsigned long start, long nr, struct page **pages)
{
	long done = 0, ret = 0;

	mmap_read_lock(mm);
	while (done < nr) {
		ret = get_user_pages_remote(mm, start + (done << PAGE_SHIFT), nr - done,
					    FOLL_WRITE, pages + done, NULL);
		if (ret <= 0)
			break;
		done += ret;
	}
	mmap_read_unlock(mm);

	return done ? done : ret;
}
