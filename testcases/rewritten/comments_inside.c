/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Comments and blank lines in the bracket and behind its lines.
 *
 * signature: flags-vmas-locked
 * lock: mmap_lock
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	/* pages of the ring, in the order of the descriptors */
	mmap_read_lock(current->mm); /* taken late */

	/* the device writes */
	ret = get_user_pages(start, nr, FOLL_WRITE, pages, NULL); /* may be short */

	mmap_read_unlock(current->mm);
	return ret;
}
