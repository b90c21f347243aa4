/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is compiled or not, the call is there either way.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/conditional-lock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

#ifdef CONFIG_FETCH_LOCKS
	mmap_read_lock(current->mm);
#endif
	ret = get_user_pages(start, 1, 0, pages);
#ifdef CONFIG_FETCH_LOCKS
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
