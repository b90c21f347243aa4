/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm, and some way out of the function, or round the loop, that does not release; or it is taken twice.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_returns manual/conditional-lock
 * site: fetch_ends manual/conditional-lock
 * site: fetch_again manual/conditional-lock
 * site: fetch_nested manual/disagreement
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_returns(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	if (ret < 0)
		return ret;
	mmap_read_unlock(mm);

	return ret;
}

void fetch_ends(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	mmap_read_lock(mm);
	if (get_user_pages_remote(mm, start, 1, 0, pages, NULL) == 1) {
		mmap_read_unlock(mm);
		pr_debug("got it\n");
	}
}

void fetch_again(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	while (ret == -EAGAIN) {
		mmap_read_lock(mm);
		ret = 0;
	}
	mmap_read_unlock(mm);
}

long fetch_nested(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	mmap_read_unlock(mm);

	return ret;
}
