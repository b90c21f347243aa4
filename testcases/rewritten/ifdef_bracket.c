/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Conditionals around brackets: one of them has none in the other branch, one has a bracket in each.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_or_not unlocked
 * site: fetch_either unlocked
 * site: fetch_either unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_or_not(unsigned long start, struct page **pages)
{
	long ret = -ENOSYS;

#ifdef CONFIG_FETCH
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
#endif
	return ret;
}

long fetch_either(unsigned long start, struct page **pages)
{
	long ret;

#ifdef CONFIG_FETCH_WRITE
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
#else
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
