/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm, and what its lock protects is used after the call.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_lookup keep/lock-needed-after
 * site: fetch_field keep/lock-needed-after
 * site: fetch_vma keep/lock-needed-after
 * site: fetch_watched_vma keep/lock-needed-after
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_lookup(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	vma = find_vma(mm, start);
	mmap_read_unlock(mm);

	return vma ? ret : -EFAULT;
}

long fetch_field(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mm->locked_vm += 1;
	mmap_read_unlock(mm);

	return ret;
}

long fetch_vma(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start,
	       struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (vma->anon_vma)
		ret = -EFAULT;
	mmap_read_unlock(mm);

	return ret;
}

long fetch_watched_vma(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (watched_vma->vm_start > start)
		ret = -EFAULT;
	mmap_read_unlock(mm);

	return ret;
}
