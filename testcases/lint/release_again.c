/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lock that is given back twice. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long on_the_way_out(unsigned long start, int n, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, start);
	if (!vma) {
		mmap_read_unlock(current->mm);
		goto out;
	}
	ret = pin_user_pages(vma->vm_start, n, FOLL_WRITE, pages);
out:
	mmap_read_unlock(current->mm); /* want gup-release-not-held */
	return ret;
}

long after_an_error(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (locked)
		mmap_read_unlock(mm);
	if (ret < 0 && locked)
		mmap_read_unlock(mm); /* want gup-release-not-held */
	return ret;
}

long taken_again_between(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	find_vma(mm, start);
	mmap_read_unlock(mm);
	if (ret > 0) {
		mmap_read_lock(mm);
		find_vma(mm, start);
		mmap_read_unlock(mm);
	}
	return ret;
}

/* It gives back what its caller took. */
long a_callers(unsigned long start, struct page **pages)
{
	long ret = pin_user_pages(start, 1, FOLL_WRITE, pages);

	mmap_read_unlock(current->mm);
	return ret;
}
