// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the helper fills in two numbers; nothing of the vma itself is left in the struct
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct bullfinch_span {
	unsigned long first;
	unsigned long count;
};

static int bullfinch_measure(struct mm_struct *mm, unsigned long addr, struct bullfinch_span *span)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	if (!vma)
		return -EFAULT;
	span->first = addr & PAGE_MASK;
	span->count = (vma->vm_end - span->first) >> PAGE_SHIFT;
	return 0;
}

long bullfinch_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct bullfinch_span span;
	long ret;

	mmap_read_lock(mm);
	ret = bullfinch_measure(mm, addr, &span);
	if (!ret)
		ret = get_user_pages_remote(mm, span.first, span.count, 0, pages, NULL);
	mmap_read_unlock(mm);
	if (ret > 0 && ret < span.count)
		ret = -EAGAIN;
	return ret;
}
