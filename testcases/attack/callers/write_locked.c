// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller holds the lock for write, through a helper of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static void trogon_enter(struct mm_struct *mm)
{
	mmap_write_lock(mm);
}

static int trogon_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int trogon_remap(unsigned long addr, struct page **page)
{
	int ret;

	trogon_enter(current->mm);
	ret = trogon_pin(addr, page);
	mmap_write_unlock(current->mm);
	return ret;
}
