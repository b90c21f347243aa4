/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Functions that the file keeps to itself: a semantic patch without isomorphisms does not see them where
 * it spells out their head.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch_of locked
 * bare: same
 * variants: flags flags-vmas flags-vmas-locked
 */
#include <linux/mm.h>
#include <linux/sched.h>

static long fetch(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);

	return ret;
}

static long fetch_of(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_here(unsigned long start, struct page **pages)
{
	return fetch(start, pages);
}

long fetch_there(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	return fetch_of(mm, start, pages);
}
