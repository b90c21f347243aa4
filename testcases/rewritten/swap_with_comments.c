/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Flags and pages change places, and their comments go with them.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch_short unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start,		/* where */
			     nr,		/* how many */
			     FOLL_WRITE,	/* we write */
			     pages);		/* room for nr */
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_short(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0 /* only read */, pages /* of one */);
	mmap_read_unlock(current->mm);

	return ret;
}
