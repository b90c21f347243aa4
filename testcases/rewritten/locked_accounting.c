/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm, whose pinned pages are counted under the lock: the counter is atomic.
 *
 * signature: flags
 * lock: mmap_lock
 * site: pin locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	if (ret > 0)
		atomic64_add(ret, &mm->pinned_vm);
	mmap_read_unlock(mm);

	return ret;
}
