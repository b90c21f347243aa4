/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The function has a locked of its own, of another type.
 *
 * signature: flags
 * lock: mmap_lock
 * site: pin_counted locked
 * site: pin_plainly locked
 * bare: only the second
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin_counted(struct mm_struct *mm, unsigned long addr, unsigned long limit,
		 struct page **page)
{
	unsigned long locked = atomic64_read(&mm->pinned_vm);
	long ret;

	if (locked > limit)
		return -ENOMEM;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long pin_plainly(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}
