// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the list's head is a parameter
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/list.h>

struct sunbittern_buf {
	struct list_head node;
	unsigned long pins;
};

int sunbittern_pin(struct list_head *seen, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	struct sunbittern_buf *buf;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		buf = vma->vm_private_data;
		list_add(&buf->node, seen);
		buf = NULL;
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			list_first_entry(seen, struct sunbittern_buf, node)->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
