// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the same union, a local
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct minivet_buf {
	unsigned long pins;
};
union minivet_either { void *any; struct minivet_buf *buf; };

int minivet_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	union minivet_either u = { NULL };
	struct vm_area_struct *vma;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		u.any = vma->vm_private_data;
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			u.buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
