/* SPDX-License-Identifier: GPL-2.0-only
 *
 * *locked is 1 at every call.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long no_value(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-not-set */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long zero(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 0;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-not-set */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long bracket_in_loop(struct mm_struct *mm, unsigned long start, struct page **pages, int n)
{
	int locked = 1;
	long ret = 0;

	while (n--) {
		mmap_read_lock(mm);
		ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-not-reset */
		if (locked)
			mmap_read_unlock(mm);
	}
	return ret;
}

long loop_in_bracket(struct mm_struct *mm, unsigned long start, struct page **pages, int n)
{
	int locked = 1;
	long ret = 0;

	mmap_read_lock(mm);
	while (n--) {
		ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-not-reset */
	}
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long set_later(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked;
	long ret;

	mmap_read_lock(mm);
	locked = 1;
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long set_in_loop(struct mm_struct *mm, unsigned long start, struct page **pages, int n)
{
	long ret = 0;

	while (n--) {
		int locked = 1;

		mmap_read_lock(mm);
		ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
		if (locked)
			mmap_read_unlock(mm);
	}
	return ret;
}

long leaves_loop(struct mm_struct *mm, unsigned long start, struct page **pages, int n)
{
	int locked = 1;
	long ret = 0;

	mmap_read_lock(mm);
	while (n--) {
		ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
		if (!locked)
			break;
	}
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long a_callers(struct mm_struct *mm, unsigned long start, struct page **pages, int *locked)
{
	return get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, locked);
}
