/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A killable acquisition: its error return must stay, so only &locked will do.
 *
 * signature: flags
 * lock: mmap_lock
 * site: read_one locked
 * site: read_other locked
 * bare: only the first
 */
#include <linux/mm.h>
#include <linux/sched.h>

int read_one(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	if (mmap_read_lock_killable(mm))
		return -EINTR;
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);

	return ret == 1 ? 0 : -EFAULT;
}

int read_other(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	ret = mmap_read_lock_killable(mm);
	if (ret)
		return ret;
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);

	return ret == 1 ? 0 : -EFAULT;
}
