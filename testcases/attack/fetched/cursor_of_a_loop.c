// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop macro leaves its cursor in a struct that hangs from the vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/list.h>

struct quetzal_part {
	struct list_head node;
	unsigned long at, pins;
};
struct quetzal_buf {
	struct list_head parts;
};

int quetzal_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	struct quetzal_part *part;
	struct quetzal_buf *buf;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		buf = vma->vm_private_data;
		list_for_each_entry(part, &buf->parts, node)
			if (part->at == addr)
				break;
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			part->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
