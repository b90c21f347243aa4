/* SPDX-License-Identifier: GPL-2.0-only
 *
 * pin_user_pages() with vmas, where it has a twin: plain spatch has to be told.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: pin_buffer unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin_buffer(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, nr, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(current->mm);

	return ret;
}
