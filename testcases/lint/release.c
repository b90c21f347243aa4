/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What may have been dropped is released only if it was not.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long unconditional(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	mmap_read_unlock(mm); /* want gup-release-unconditional */
	return ret;
}

long one_of_two(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (ret < 0)
		goto out;
	if (locked)
		mmap_read_unlock(mm);
	return ret;
out:
	mmap_read_unlock(mm); /* want gup-release-unconditional */
	return 0;
}

long the_wrong_way_round(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (!locked)
		mmap_read_unlock(mm); /* want gup-release-unconditional */
	return ret;
}

long conditional(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (ret > 0 && locked)
		goto out;
	if (locked)
		mmap_read_unlock(mm);
	return ret;
out:
	mmap_read_unlock(mm);
	return 0;
}

long takes_it_again(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (!locked)
		mmap_read_lock(mm);
	mmap_read_unlock(mm);
	return ret;
}

long asks_for_zero(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (unlikely(locked == 0))
		return ret;
	mmap_read_unlock(mm);
	return ret;
}
