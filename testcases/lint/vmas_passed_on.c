/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The array of VMAs, as a parameter. bare: not asked.
 *
 * signature: flags-vmas-locked
 */
#include <linux/mm.h>
#include <linux/sched.h>

static long passes_on(unsigned long start, struct page **pages, struct vm_area_struct **vmas)
{
	return pin_user_pages(start, 1, FOLL_WRITE, pages, vmas);
}

static long passes_one_on(unsigned long start, struct page **pages, struct vm_area_struct **vmas)
{
	return pin_user_pages(start, 1, FOLL_WRITE, pages, vmas); /* want gup-new-vmas */
}

long all_say_null(unsigned long start, struct page **pages, struct vm_area_struct **vmas)
{
	long ret;

	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	ret = passes_on(start, pages, NULL);
	ret += passes_one_on(start, pages, NULL);
	ret += passes_one_on(start, pages, vmas);
	mmap_read_unlock(current->mm);
	return ret;
}
