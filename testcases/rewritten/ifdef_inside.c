/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Conditionals inside the bracket: around the call, and around work beside it.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_either unlocked
 * site: fetch_either unlocked
 * site: fetch_counted unlocked
 * bare: only the first
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_either(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
#ifdef CONFIG_FETCH_WRITE
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
#else
	ret = get_user_pages(start, 1, 0, pages);
#endif
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_counted(unsigned long start, unsigned long *count, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
#ifdef CONFIG_FETCH_COUNT
	*count += 1;
#endif
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
