/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What is behind &locked, and how the lock is held. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long under_a_write_lock(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_write_lock(mm);
	mm->def_flags = 0;
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-under-write */
	if (locked)
		mmap_write_unlock(mm);
	return ret;
}

long of_one_byte(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	bool locked = true;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, (int *)&locked);
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long too_wide(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-type */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long everybodys(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	static int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked); /* want gup-locked-type */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

/* The release asks another one of that name. */
long hidden(struct mm_struct *mm, unsigned long start, int n, struct page **pages)
{
	int locked = 1;
	long ret = 0;

	mmap_read_lock(mm);
	find_vma(mm, start);
	if (n) {
		int locked = 1;

		ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	}
	if (locked)
		mmap_read_unlock(mm); /* want gup-release-unconditional */
	return ret;
}

/* 1 again before anybody asks. */
long set_too_soon(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	locked = 1;
	if (locked)
		mmap_read_unlock(mm); /* want gup-release-unconditional */
	return ret;
}

long kept_in_another(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1, held;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	held = locked;
	if (held)
		mmap_read_unlock(mm);
	return ret;
}
