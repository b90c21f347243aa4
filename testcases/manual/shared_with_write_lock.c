/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The release of the bracket is also that of a lock for write, downgraded.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/conditional-lock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, 0, pages);
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
