// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N bonobo_find() returns with the lock held where it has found something
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static struct vm_area_struct *bonobo_find(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma)
		mmap_read_unlock(mm);
	return vma;
}

static int bonobo_one(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}

int bonobo_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	if (!bonobo_find(mm, addr))
		return -EFAULT;
	ret = bonobo_one(mm, addr, page);
	mmap_read_unlock(mm);
	return ret;
}
