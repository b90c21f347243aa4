/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock that a caller holds. bare: not asked, spatch reads one function at a time.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

static int grab(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE); /* want gup-deadlock */
}

static int grab_free(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}

int holds_it(struct mm_struct *other, unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = grab(start, pages);
	mmap_read_unlock(current->mm);
	if (ret == 1)
		return grab_free(start, pages);
	mmap_read_lock(other);
	ret = grab_free(start, pages);
	mmap_read_unlock(other);
	return ret;
}
