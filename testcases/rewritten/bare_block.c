/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The bracket in a block of its own that a goto enters from above.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages, int again)
{
	long ret = 0;

	if (!start)
		goto last;
	if (!again)
		return 0;
last:
	{
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 1, 0, pages);
		mmap_read_unlock(current->mm);
	}

	return ret;
}
