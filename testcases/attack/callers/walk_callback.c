// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N walk_page_range() is called with the lock held and calls back for each entry
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pagewalk.h>
#include <linux/pgtable.h>
#include <linux/sched.h>

static int roller_pte(pte_t *pte, unsigned long addr, unsigned long next, struct mm_walk *walk)
{
	struct page **page = walk->private;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret < 0 ? ret : 0;
}

static const struct mm_walk_ops roller_walk = { .pte_entry = roller_pte,
						.walk_lock = PGWALK_RDLOCK };

int roller_scan(unsigned long addr, unsigned long end, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = walk_page_range(current->mm, addr, end, &roller_walk, page);
	mmap_read_unlock(current->mm);
	return ret;
}
