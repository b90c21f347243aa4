// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper leaves the vma in the struct beside the numbers, and it is read after the
 * call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct goldfinch_span {
	unsigned long first;
	unsigned long count;
	const void *owner;
};

static int goldfinch_measure(struct mm_struct *mm, unsigned long addr, struct goldfinch_span *span)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	if (!vma)
		return -EFAULT;
	*span = (struct goldfinch_span){ addr & PAGE_MASK, vma_pages(vma), vma };
	return 0;
}

long goldfinch_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct goldfinch_span span;
	long ret;

	mmap_read_lock(mm);
	ret = goldfinch_measure(mm, addr, &span);
	if (!ret)
		ret = get_user_pages_remote(mm, span.first, span.count, 0, pages, NULL);
	if (ret > 0) {
		const struct vm_area_struct *owner = span.owner;

		ret = owner->vm_ops ? ret : -ENODEV;
	}
	mmap_read_unlock(mm);
	return ret;
}
