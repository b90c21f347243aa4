/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A branch that does nothing but release: no empty else is left, nor an empty if.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_else unlocked
 * site: fetch_early unlocked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_else(unsigned long start, int more, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1 && more) {
		mmap_read_unlock(current->mm);
		set_page_dirty(pages[0]);
	} else {
		mmap_read_unlock(current->mm);
	}

	return ret;
}

long fetch_early(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret < 0) {
		mmap_read_unlock(current->mm);
		pr_debug("no page at %lx\n", start);
		return ret;
	} else {
		mmap_read_unlock(current->mm);
	}

	return 0;
}
