// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N unpin_user_page is a parameter here: the caller's callback looks at the vmas
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static void ouzel_drop(struct page *page)
{
	struct vm_area_struct *vma = find_vma(current->mm, page->index << PAGE_SHIFT);

	if (vma)
		pr_info("%pGv\n", &vma->vm_flags);
	put_page(page);
}

static int ouzel_run(unsigned long addr, void (*unpin_user_page)(struct page *page))
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, &page);
	if (ret == 1)
		unpin_user_page(page);
	mmap_read_unlock(current->mm);
	return ret;
}

int ouzel_ioctl(unsigned long addr)
{
	return ouzel_run(addr, ouzel_drop);
}
