/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is taken on one of two ways, on two branches, or by the caller.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_if manual/conditional-lock
 * site: fetch_two manual/conditional-lock
 * site: fetch_handed_over manual/conditional-lock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

void grow_stack(struct mm_struct *mm, unsigned long start);

long fetch_if(unsigned long start, int lock, struct page **pages)
{
	long ret;

	if (lock)
		mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (lock)
		mmap_read_unlock(current->mm);

	return ret;
}

long fetch_two(struct mm_struct *mm, unsigned long start, int grow, struct page **pages)
{
	long ret;

	if (grow) {
		mmap_write_lock(mm);
		grow_stack(mm, start);
		mmap_write_downgrade(mm);
	} else {
		mmap_read_lock(mm);
	}
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_handed_over(unsigned long start, int held, struct page **pages)
{
	long ret;

	if (!held)
		mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
