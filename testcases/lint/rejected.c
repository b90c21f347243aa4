/* SPDX-License-Identifier: GPL-2.0-only
 *
 * FOLL_LONGTERM, which get_user_pages_unlocked() never takes, and no form that may drop the lock
 * took before 6.3.
 *
 * signature: flags-vmas-locked
 */
#include <linux/mm.h>
#include <linux/sched.h>

long longterm(unsigned long start, struct page **pages)
{
	long ret;

	ret = pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE | FOLL_LONGTERM); /* want gup-flags-rejected */
	return ret;
}

long in_a_variable(struct mm_struct *mm, unsigned long start, struct page **pages, bool keep)
{
	unsigned int flags = FOLL_WRITE;
	int locked = 1;
	long ret;

	if (keep)
		flags |= FOLL_LONGTERM;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, flags, pages, NULL, &locked); /* want gup-flags-rejected */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long plain(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	ret = pin_user_pages(start, 1, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return ret;
}

long short_term(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE | FOLL_FORCE);
}
