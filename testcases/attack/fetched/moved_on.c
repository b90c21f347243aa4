// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a pointer that is moved on with += is still from the vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct waxbill_buf {
	unsigned long pins;
};

int waxbill_pin(struct mm_struct *mm, unsigned long addr, int n, struct page **page)
{
	struct vm_area_struct *vma;
	struct waxbill_buf *buf;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		buf = vma->vm_private_data;
		buf += n;
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
