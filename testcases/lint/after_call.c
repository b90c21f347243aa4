/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Calls that need the lock after it may be gone, and such that take it where it is held. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long the_rest_of_them(struct mm_struct *mm, unsigned long start, long n, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = pin_user_pages_remote(mm, start, n, FOLL_WRITE, pages, &locked);
	if (ret > 0)
		ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages + ret, NULL); /* want gup-call-after-drop */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long only_while_held(struct mm_struct *mm, unsigned long start, long n, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = pin_user_pages_remote(mm, start, n, FOLL_WRITE, pages, &locked);
	if (ret > 0 && locked)
		ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages + ret, NULL);
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long fast(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	ret = get_user_pages_fast(start, 1, FOLL_WRITE, pages); /* want gup-deadlock */
	mmap_read_unlock(current->mm);
	return ret;
}

long fast_only(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	ret = get_user_pages_fast_only(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long fast_afterwards(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return get_user_pages_fast(start, 1, FOLL_WRITE, pages);
}

long plain_afterwards(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return get_user_pages(start, 1, FOLL_WRITE, pages); /* want gup-no-lock */
}

/* A pointer: nobody knows what it does with the lock. */
long through_a_pointer(struct ops *ops, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	ops->begin(ops);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	ops->end(ops);
	return ret;
}

long counts_memory(struct mm_struct *mm, unsigned long start, long n, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = pin_user_pages_remote(mm, start, n, FOLL_WRITE, pages, &locked);
	if (ret > 0)
		mm->locked_vm += ret; /* want gup-use-after-drop */
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}
