/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A branch that does nothing but release, and is no else: the semantic patch leaves it alone.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_if manual/disagreement
 * site: fetch_else_if manual/disagreement
 * site: fetch_bare manual/disagreement
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_if(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1) {
		mmap_read_unlock(current->mm);
	} else {
		mmap_read_unlock(current->mm);
		pr_debug("no page at %lx\n", start);
	}

	return ret;
}

long fetch_else_if(unsigned long start, int quiet, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1) {
		mmap_read_unlock(current->mm);
		set_page_dirty(pages[0]);
	} else if (quiet) {
		mmap_read_unlock(current->mm);
	} else {
		mmap_read_unlock(current->mm);
		pr_debug("no page at %lx\n", start);
	}

	return ret;
}

long fetch_bare(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1)
		mmap_read_unlock(current->mm);
	else {
		mmap_read_unlock(current->mm);
		pr_debug("no page at %lx\n", start);
	}

	return ret;
}
