/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The array of VMAs.
 *
 * signature: flags-vmas-locked
 */
#include <linux/mm.h>
#include <linux/sched.h>

long wants_vmas(unsigned long start, struct page **pages, struct vm_area_struct **vmas)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages, vmas); /* want gup-new-vmas */
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return ret;
}

long wants_none(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages, NULL);
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return ret;
}
