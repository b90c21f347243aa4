/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The name of the locked mm means another one when the lock is released, or may.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/foreign-mm
 * bare: refused
 * variants: no - where a call names its mm the lock is of the same one
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
	mm = current->active_mm;
	mmap_read_unlock(mm);

	return ret;
}
