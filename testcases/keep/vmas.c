/* SPDX-License-Identifier: GPL-2.0-only
 *
 * vmas are wanted, or may be.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: fetch keep/vmas
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages, struct vm_area_struct **vmas)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages, vmas);
	mmap_read_unlock(current->mm);

	return ret;
}
