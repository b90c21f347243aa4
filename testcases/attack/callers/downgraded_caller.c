// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller has downgraded its lock, and holds it for read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int gelada_one(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int gelada_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_write_lock(current->mm);
	mmap_write_downgrade(current->mm);
	ret = gelada_one(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
