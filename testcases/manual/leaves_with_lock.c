/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Some way out of the function, or round the loop, does not release the lock, or it is taken twice.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_returns manual/conditional-lock
 * site: fetch_ends manual/conditional-lock
 * site: fetch_retries manual/relock
 * site: fetch_nested manual/disagreement
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_returns(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret < 0)
		return ret;
	mmap_read_unlock(current->mm);

	return ret;
}

void fetch_ends(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	if (get_user_pages(start, 1, 0, pages) == 1) {
		mmap_read_unlock(current->mm);
		pr_debug("got it\n");
	}
}

long fetch_retries(unsigned long start, struct page **pages)
{
	long ret;

	for (;;) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 1, 0, pages);
		if (ret == -EAGAIN)
			continue;
		mmap_read_unlock(current->mm);
		return ret;
	}
}

long fetch_nested(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
	mmap_read_unlock(current->mm);

	return ret;
}
