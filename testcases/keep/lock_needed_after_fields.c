/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What the lock protects is used after the call without a call.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_field keep/lock-needed-after
 * site: fetch_field_of_alias keep/lock-needed-after
 * site: fetch_vma keep/lock-needed-after
 * site: fetch_watched_vma keep/lock-needed-after
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_field(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	current->mm->locked_vm += 1;
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_field_of_alias(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	ret += mm->total_vm;
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_vma(struct vm_area_struct *vma, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (vma->anon_vma)
		ret = -EFAULT;
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_watched_vma(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (watched_vma->vm_start > start)
		ret = -EFAULT;
	mmap_read_unlock(current->mm);

	return ret;
}
