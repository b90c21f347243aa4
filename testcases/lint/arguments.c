/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Pages before gup_flags in the _unlocked forms, after them in the others.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long flags_first(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, FOLL_WRITE, pages); /* want gup-argument-order */
}

long flags_in_a_variable(unsigned long start, struct page **pages, unsigned int flags)
{
	return get_user_pages_unlocked(start, 1, flags, pages + 1); /* want gup-argument-order */
}

long pages_first(unsigned long start)
{
	struct page *page;
	long ret;

	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	ret = get_user_pages(start, 1, &page, FOLL_WRITE); /* want gup-argument-order */
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return ret;
}

long right(unsigned long start, struct page **pages, unsigned int flags)
{
	return pin_user_pages_unlocked(start, 1, pages, flags | FOLL_WRITE);
}

long not_known(unsigned long start, struct request *r)
{
	return pin_user_pages_unlocked(start, 1, r->pages, r->flags);
}
