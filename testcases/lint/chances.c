/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Brackets that could go, or become conditional.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long could_go(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages); /* want gup-could-be-unlocked */
	mmap_read_unlock(current->mm);
	return ret;
}

long could_be_conditional(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL); /* want gup-could-be-locked */
	mmap_read_unlock(mm);
	return ret;
}

long must_stay(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);
	find_vma(mm, start);
	mmap_read_unlock(mm);
	return ret;
}
