/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A function of the family, made of its siblings.
 *
 * signature: flags
 * path: mm/implementation.c
 * lock: mmap_lock
 * site: get_user_pages_locked keep/implementation
 * site: pin_user_pages_locked keep/implementation
 * bare: both, which stays sound
 */
#include <linux/mm.h>
#include <linux/sched.h>

long get_user_pages_locked(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long pin_user_pages_locked(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
