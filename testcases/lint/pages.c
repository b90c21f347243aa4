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

struct transfer {
	unsigned long start;
	int page_count;
	struct page *map[16];
};

/* Asked for by a member. */
int all_of_a_member(struct transfer *t)
{
	int got, i;

	got = get_user_pages_unlocked(t->start, t->page_count, t->map, 0);
	if (got != t->page_count) {
		for (i = 0; i < t->page_count; i++)
			put_page(t->map[i]); /* want gup-page-count */
		return -EINVAL;
	}
	return 0;
}

/* ... of a struct of its own. */
int all_of_a_local_member(unsigned long start, struct page **map)
{
	struct transfer t;
	int err;

	describe(&t, start);
	err = pin_user_pages_unlocked(t.start, t.page_count, map, FOLL_FORCE);
	if (t.page_count != err) {
		unpin_user_pages(map, t.page_count); /* want gup-page-count */
		return -EINVAL;
	}
	return 0;
}

/* The member becomes what the call returned. */
int member_is_told(struct transfer *t)
{
	int got, i;

	got = get_user_pages_unlocked(t->start, t->page_count, t->map, 0);
	if (got < 0)
		return got;
	t->page_count = got;
	for (i = 0; i < t->page_count; i++)
		put_page(t->map[i]);
	return 0;
}

/* An error without its sign. */
int an_unsigned_error(unsigned long start, unsigned long n, struct page **pages)
{
	unsigned long got;

	got = pin_user_pages_unlocked(start, n, pages, 0);
	if (got != n)
		unpin_user_pages(pages, got); /* want gup-page-count */
	return 0;
}

/* Those of earlier rounds. */
int in_rounds(unsigned long start, int n, struct page **pages)
{
	int done = 0, got, i;

	while (done < n) {
		got = pin_user_pages_unlocked(start, n - done, pages + done, 0);
		if (got <= 0) {
			for (i = 0; i < done; i++)
				unpin_user_page(pages[i]);
			return got;
		}
		done += got;
	}
	return 0;
}

struct area {
	unsigned int nr_pages;
	struct page **pages;
};

/* All that the member says were returned. */
long all_of_all(unsigned long start, struct area *area)
{
	long ret;

	ret = pin_user_pages_unlocked(start, area->nr_pages, area->pages, FOLL_WRITE);
	if (ret < 0)
		return ret;
	if (ret < area->nr_pages) {
		unpin_user_pages(area->pages, ret);
		return -EFAULT;
	}
	unpin_user_pages(area->pages, area->nr_pages);
	return 0;
}

long all_or_a_bug(unsigned long start)
{
	struct page *page;
	long ret;

	ret = pin_user_pages_unlocked(start, 1, &page, FOLL_WRITE);
	if (ret < 0)
		return ret;
	BUG_ON(ret != 1);
	unpin_user_pages(&page, 1);
	return 0;
}

/* An error by its value. */
int an_error_value(unsigned long start, unsigned long n, struct page **pages)
{
	unsigned long got;

	got = pin_user_pages_unlocked(start, n, pages, 0);
	if (IS_ERR_VALUE(got))
		return got;
	unpin_user_pages(pages, got);
	return 0;
}

long *found_twice(unsigned long start, long n, struct page **pages)
{
	unsigned long got;

	got = pin_user_pages_unlocked(start, n, pages, 0);
	if (got != n && got > 0)
		unpin_user_pages(pages, got); /* want gup-page-count */
	return NULL;
}
