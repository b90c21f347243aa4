/* SPDX-License-Identifier: GPL-2.0-only
 *
 * FOLL_NOWAIT and FOLL_NOFAULT: a retry is wrong for one and pointless for the other.
 *
 * signature: flags
 * lock: mmap_lock
 * site: no_wait keep/flags
 * site: no_fault keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long no_wait(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_NOWAIT, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long no_fault(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE | FOLL_NOFAULT, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
