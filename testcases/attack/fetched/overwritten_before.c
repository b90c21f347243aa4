// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the pointer is overwritten on every path before the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct weaver_buf {
	unsigned long pins;
};

int weaver_pin(struct mm_struct *mm, unsigned long addr, struct weaver_buf *own, struct page **page)
{
	struct vm_area_struct *vma;
	struct weaver_buf *buf;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		buf = vma->vm_private_data;
		ret = buf->pins ? 1 : 0;
		buf = own;
		ret = get_user_pages_remote(mm, addr, ret, 0, page, NULL);
		if (ret == 1)
			buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
