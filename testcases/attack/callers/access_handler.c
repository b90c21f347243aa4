// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->access() is called by access_remote_vm(), under the lock of the mm it looks into
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static int longspur_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len,
			   int write)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *page;
	int got;

	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, write ? FOLL_WRITE : 0, &page, NULL);
	mmap_read_unlock(mm);
	if (got == 1)
		put_page(page);
	return got == 1 ? len : -EFAULT;
}

const struct vm_operations_struct longspur_vm_ops = { .access = longspur_access };
