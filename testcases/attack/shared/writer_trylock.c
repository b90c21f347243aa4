// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer got the lock by down_write_trylock()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct cariama {
	unsigned long addr;
	unsigned long serial;
};

bool cariama_bump(struct cariama *c, struct mm_struct *mm)
{
	if (!down_write_trylock(&mm->mmap_lock))
		return false;
	c->serial++;
	up_write(&mm->mmap_lock);
	return true;
}

int cariama_pin(struct cariama *c, struct mm_struct *mm, unsigned long serial, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, c->addr, 1, 0, page, NULL);
	if (c->serial != serial)
		ret = -ESTALE;
	mmap_read_unlock(mm);
	return ret;
}
