/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A conditional of the preprocessor between lock and release, which plain spatch reads one way; and none.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch_plainly unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
#ifdef CONFIG_ONE_PAGE_ONLY
	nr = 1;
#endif
	ret = get_user_pages(start, nr, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_plainly(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
