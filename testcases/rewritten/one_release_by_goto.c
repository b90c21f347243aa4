/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Several ways to one release.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, unsigned long limit,
	   struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	if (nr > limit) {
		ret = -ENOMEM;
		goto out;
	}
	ret = get_user_pages(start, nr, FOLL_WRITE, pages, NULL);
	if (ret < 0)
		goto out;
	if (ret != nr)
		ret = -EAGAIN;
out:
	mmap_read_unlock(current->mm);
	return ret;
}
