/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The release is all that follows the last label of a function, or of a block.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch_in_block manual/disagreement
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

void fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	mmap_read_lock(current->mm);
	if (!nr)
		goto out;
	get_user_pages(start, nr, 0, pages);
out:
	mmap_read_unlock(current->mm);
}

long fetch_in_block(unsigned long start, unsigned long nr, int there, struct page **pages)
{
	long ret = 0;

	if (there) {
		mmap_read_lock(current->mm);
		if (!nr)
			goto out;
		ret = get_user_pages(start, nr, 0, pages);
out:
		mmap_read_unlock(current->mm);
	}

	return ret;
}
