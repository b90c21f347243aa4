// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L gibbon_find() releases the lock before it returns, whatever it has found
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static bool gibbon_find(struct mm_struct *mm, unsigned long addr)
{
	bool found;

	mmap_read_lock(mm);
	found = vma_lookup(mm, addr);
	mmap_read_unlock(mm);
	return found;
}

static int gibbon_one(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}

int gibbon_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	if (!gibbon_find(mm, addr))
		return -EFAULT;
	return gibbon_one(mm, addr, page);
}
