// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the vfio shape: the mm of the dma's task, a page at a time
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

struct tulle_dma {
	struct mm_struct *mm;
	unsigned long vaddr;
	int prot;
};

int tulle_pin_one(struct tulle_dma *dma, unsigned long off, unsigned long *pfn)
{
	struct mm_struct *mm = dma->mm;
	unsigned int flags = 0;
	struct page *page[1];
	int ret;

	if (dma->prot & 2)
		flags |= FOLL_WRITE;
	if (!mmget_not_zero(mm))
		return -ENODEV;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, dma->vaddr + off, 1, flags, page, NULL);
	if (ret == 1)
		*pfn = page_to_pfn(page[0]);
	mmap_read_unlock(mm);
	mmput(mm);
	return ret == 1 ? 0 : ret;
}
