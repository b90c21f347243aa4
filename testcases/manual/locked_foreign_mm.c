/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The call for a foreign mm names another one than the lock.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/interprocedural-mm
 * site: fetch_nested manual/interprocedural-mm
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_nested(struct mm_struct *mm, struct mm_struct *other, unsigned long start,
		  struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	mmap_read_lock(other);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(other);
	mmap_read_unlock(mm);

	return ret;
}
