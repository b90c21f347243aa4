/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The _unlocked forms take the lock of current->mm.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

int around_it(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE); /* want gup-deadlock */
	mmap_read_unlock(current->mm);
	return ret;
}

int for_writing(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_write_lock(mm);
	mm->def_flags = 0;
	ret = get_user_pages_unlocked(start, 1, pages, FOLL_WRITE); /* want gup-deadlock */
	mmap_write_unlock(mm);
	return ret;
}

int another_mm(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
	mmap_read_unlock(mm);
	return ret;
}

int released_before(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	mmap_read_unlock(current->mm);
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}

int on_one_path(unsigned long start, struct page **pages, bool look)
{
	if (look) {
		mmap_read_lock(current->mm);
		mmap_read_unlock(current->mm);
	}
	return get_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}
