/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lock that is given back in another mode than it was taken in. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long as_a_writer(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	find_vma(mm, start);
	mmap_write_unlock(mm); /* want gup-release-mode */
	return ret;
}

long as_a_reader(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	down_write(&mm->mmap_lock);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	find_vma(mm, start);
	up_read(&mm->mmap_lock); /* want gup-release-mode */
	return ret;
}

long downgraded(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_write_lock(mm);
	mm->def_flags = 0;
	mmap_write_downgrade(mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	find_vma(mm, start);
	mmap_read_unlock(mm);
	return ret;
}
