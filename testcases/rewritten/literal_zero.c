/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Literal 0 stands for the null pointer as well.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, 0, pages, 0);
	mmap_read_unlock(current->mm);

	return ret;
}
