/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two functions of one name: one can be rewritten, its namesake cannot.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch keep/flags
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

#if defined(CONFIG_FETCH_WAITS)
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
	ret = get_user_pages(start, 1, FOLL_WRITE | FOLL_NOWAIT, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
#endif
