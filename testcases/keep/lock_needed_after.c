/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup after the call needs the lock.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/lock-needed-after
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages, unsigned long *flags)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	vma = find_vma(current->mm, start);
	if (vma)
		*flags = vma->vm_flags;
	mmap_read_unlock(current->mm);

	return ret;
}
