/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A bracket that can go, beside one of the same function whose lock is taken twice.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch manual/relock
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long other, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
	if (ret != 1)
		return ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(other, 1, 0, pages + 1);
	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
	mmap_read_unlock(current->mm);

	return ret;
}
