/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A release that other locks lead to as well: one for write, one for something else, none.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_after_write manual/conditional-lock
 * site: fetch_or_look manual/conditional-lock
 * site: fetch_handed_over manual/conditional-lock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_after_write(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (ret == 1)
		goto out;
	mmap_read_unlock(mm);
	mmap_write_lock(mm);
	mm->def_flags |= 1;
	mmap_write_downgrade(mm);
out:
	mmap_read_unlock(mm);
	return ret;
}

long fetch_or_look(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (ret == 1)
		goto out;
	mmap_read_unlock(mm);
	mmap_read_lock(mm);
	vma = find_vma(mm, start);
	ret = vma ? vma->vm_start : 0;
out:
	mmap_read_unlock(mm);
	return ret;
}

long fetch_handed_over(struct mm_struct *mm, unsigned long start, int held, struct page **pages)
{
	long ret;

	if (!held)
		mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
