// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N shama_gen is a variable of this file that the write side changes
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static unsigned long shama_gen;

void shama_retire(struct mm_struct *mm)
{
	mmap_write_lock(mm);
	shama_gen++;
	mmap_write_unlock(mm);
}

int shama_grab(unsigned long addr, unsigned long gen, struct page **page)
{
	int ret = -ESTALE;

	mmap_read_lock(current->mm);
	if (shama_gen == gen)
		ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
