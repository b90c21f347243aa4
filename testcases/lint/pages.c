/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Pages that are given back. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pinned_and_put(unsigned long start)
{
	struct page *page;
	long ret;

	ret = pin_user_pages_unlocked(start, 1, &page, FOLL_WRITE);
	if (ret == 1)
		put_page(page); /* want gup-page-pair */
	return ret;
}

long got_and_unpinned(unsigned long start, long n, struct page **pages)
{
	long ret, i;

	ret = get_user_pages_unlocked(start, n, pages, FOLL_WRITE);
	for (i = 0; i < ret; i++)
		unpin_user_page(pages[i]); /* want gup-page-pair */
	return ret;
}

long an_error(unsigned long start, long n, struct page **pages)
{
	long ret;

	ret = pin_user_pages_unlocked(start, n, pages, FOLL_WRITE);
	if (ret != n) {
		unpin_user_pages(pages, ret); /* want gup-page-count */
		return -EFAULT;
	}
	return 0;
}

long all_of_some(unsigned long start, long n, struct page **pages)
{
	long ret;

	ret = pin_user_pages_unlocked(start, n, pages, FOLL_WRITE);
	if (ret < n) {
		unpin_user_pages(pages, n); /* want gup-page-count */
		return -EFAULT;
	}
	return 0;
}

long right(unsigned long start, long n, struct page **pages)
{
	long ret;

	ret = pin_user_pages_unlocked(start, n, pages, FOLL_WRITE);
	if (ret == n) {
		unpin_user_pages(pages, n);
		return 0;
	}
	if (ret > 0)
		unpin_user_pages(pages, ret);
	return -EFAULT;
}

/* The pages of another call. */
long others(unsigned long start, long n, struct page **pages, struct page **old)
{
	long ret, i;

	ret = pin_user_pages_unlocked(start, n, pages, FOLL_WRITE);
	for (i = 0; i < ret; i++)
		put_page(old[i]);
	return ret;
}
