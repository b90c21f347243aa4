/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What the lock protects is not looked at after the call may have dropped it.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long reads_the_vma(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	int locked = 1;
	long ret = 0;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, start);
	if (vma) {
		ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
		if (ret == 1)
			ret = vma->vm_flags; /* want gup-use-after-drop */
	}
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long looks_one_up(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (!vma_lookup(mm, start)) /* want gup-use-after-drop */
		ret = -EFAULT;
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long asks_first(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (locked) {
		if (vma)
			ret = vma->vm_flags;
		mmap_read_unlock(mm);
	}
	return ret;
}

long reads_before(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	unsigned long flags;
	int locked = 1;
	long ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, start);
	if (vma) {
		flags = vma->vm_flags;
		ret = get_user_pages_remote(mm, start, 1, flags ? FOLL_WRITE : 0, pages, &locked);
	}
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}

long takes_it_again(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (!locked)
		mmap_read_lock(mm);
	if (ret == 1 && vma)
		ret = vma->vm_flags; /* want gup-use-after-drop */
	mmap_read_unlock(mm);
	return ret;
}

long and_looks_again(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, start);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (!locked) {
		mmap_read_lock(mm);
		vma = vma_lookup(mm, start);
	}
	if (ret == 1 && vma)
		ret = vma->vm_flags;
	mmap_read_unlock(mm);
	return ret;
}

/* It locks again and looks a new one up in each round. */
long in_rounds(struct mm_struct *mm, unsigned long start, struct page **pages, int n)
{
	long ret = 0;

	while (n--) {
		struct vm_area_struct *vma;
		int locked = 1;

		mmap_read_lock(mm);
		vma = vma_lookup(mm, start);
		if (vma && vma->vm_flags)
			ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
		if (locked)
			mmap_read_unlock(mm);
	}
	return ret;
}
