/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A conditional around the function, and two functions of one name.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

#ifdef CONFIG_FETCH_WRITE
long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
#else
long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
#endif
