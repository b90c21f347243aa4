/* SPDX-License-Identifier: GPL-2.0-only
 *
 * One statement is left of a block: its braces go where kernel style wants none.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_if unlocked
 * site: fetch_else unlocked
 * bare: spatch leaves the braces
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_if(unsigned long start, int there, struct page **pages)
{
	long ret = 0;

	if (there) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 1, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}

	return ret;
}

long fetch_else(unsigned long start, int there, struct page **pages)
{
	long ret;

	if (there) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 1, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	} else {
		pr_debug("nothing at %lx\n", start);
		ret = -ENOENT;
	}

	return ret;
}
