/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What get_user_pages_fast() of an architecture falls back to: a caller, though it is of mm/. The
 * bracket stands in a block that gotos enter.
 *
 * signature: tsk-mm-write-force
 * path: arch/x/mm/gup.c
 * lock: mmap_sem
 * site: fast_or_slow unlocked
 * bare: refused
 * variants: tsk-mm-write-force tsk-mm-flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

int walk_page_tables(unsigned long start, int nr_pages, struct page **pages);

/* It must be called without mmap_sem held: callers cannot know whether it is taken. */
int fast_or_slow(unsigned long start, int nr_pages, int write, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int nr = 0;

	if (nr_pages > 2)
		goto slow;
	nr = walk_page_tables(start, nr_pages, pages);
	if (nr < 0)
		goto slow_at_once;
	return nr;

	{
		int ret;

slow_at_once:
		nr = 0;
slow:
		/* Get what is left with get_user_pages */
		down_read(&mm->mmap_sem);
		ret = get_user_pages(current, mm, start,
			nr_pages - nr, write, 0, pages + nr, NULL);
		up_read(&mm->mmap_sem);

		/* What is there already counts */
		if (nr > 0)
			ret = ret < 0 ? nr : ret + nr;

		return ret;
	}
}
