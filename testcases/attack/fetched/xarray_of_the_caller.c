// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N put into an xarray by a pointer to it and loaded from there
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/xarray.h>

struct rockfowl_buf {
	unsigned long pins;
};

int rockfowl_pin(struct xarray *seen, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	struct rockfowl_buf *buf;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma && !xa_err(xa_store(seen, addr, vma->vm_private_data, GFP_KERNEL))) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		buf = xa_load(seen, addr);
		if (ret == 1)
			buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
