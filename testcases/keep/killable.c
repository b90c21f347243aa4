/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A killable acquisition and no form with &locked: the error return would be lost.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/killable
 * bare: refused
 * variants: flags flags-vmas
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	if (mmap_read_lock_killable(current->mm))
		return -EINTR;
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
