/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Whether the mm is the current one, a caller knows.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/interprocedural-mm
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(mm);

	return ret;
}
EXPORT_SYMBOL_GPL(fetch);
