// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the assignment that would replace it is only done sometimes
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct xenops_buf {
	unsigned long pins;
};

int xenops_pin(struct mm_struct *mm, unsigned long addr, struct xenops_buf *own, struct page **page)
{
	struct vm_area_struct *vma;
	struct xenops_buf *buf;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		buf = vma->vm_private_data;
		own && (buf = own);
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
