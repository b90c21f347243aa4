// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller holds the lock in one of two ways that lead to the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static int oriolus_one(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}

int oriolus_pin(struct mm_struct *mm, unsigned long addr, bool checked, struct page **page)
{
	int ret = -EFAULT;

	if (checked) {
		ret = oriolus_one(mm, addr, page);
	} else {
		mmap_read_lock(mm);
		if (vma_lookup(mm, addr))
			ret = oriolus_one(mm, addr, page);
		mmap_read_unlock(mm);
	}
	return ret;
}
