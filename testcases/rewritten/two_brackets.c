/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two brackets in one function, a third that serves a lookup stays.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long other, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, start);
	ret = vma ? 0 : -EFAULT;
	mmap_read_unlock(current->mm);
	if (ret)
		return ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	if (ret != 1)
		return ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(other, 1, 0, pages + 1);
	mmap_read_unlock(current->mm);

	return ret;
}
