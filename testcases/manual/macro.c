/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A macro under the lock whose definition is nowhere.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/macro
 * compile: no - the macro is nowhere
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	CHECK_AND_LEAVE(ret < 0);
	mmap_read_unlock(current->mm);

	return ret;
}
