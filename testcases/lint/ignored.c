/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Somebody must ask whether the lock is still held.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

/* The lock is the caller's. */
long nobody_asks(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;

	return get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-ignored */
}

long takes_it_again(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);

	if (!locked)
		mmap_read_lock(mm);
	return ret;
}

long tells_the_caller(struct mm_struct *mm, unsigned long start, struct page **pages, bool *dropped)
{
	int locked = 1;
	long ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);

	*dropped = !locked;
	return ret;
}
