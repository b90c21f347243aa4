/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A function under the lock that nobody can look into.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/unknown-call
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct ops {
	void (*done)(struct page *page);
};

long fetch(const struct ops *ops, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret == 1)
		ops->done(pages[0]);
	mmap_read_unlock(current->mm);

	return ret;
}
