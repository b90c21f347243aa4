/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The release is the only statement of a branch, whose else a new condition could take.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/disagreement
 * site: fetch_else manual/disagreement
 * bare: both, braces and all
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (ret == 1)
		mmap_read_unlock(mm);
	else
		goto out;
	return ret;
out:
	mmap_read_unlock(mm);
	return -EFAULT;
}

long fetch_else(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (ret == 1)
		goto out;
	else
		mmap_read_unlock(mm);
	return ret;
out:
	mmap_read_unlock(mm);
	return 1;
}
