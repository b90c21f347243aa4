// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper puts the private data onto a list, from where it is taken after the
 * call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/list.h>

struct hoatzin_buf {
	struct list_head node;
	unsigned long pins;
};
struct hoatzin {
	struct list_head seen;
	unsigned long addr;
};

static bool hoatzin_look(struct hoatzin *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);
	struct hoatzin_buf *buf = vma ? vma->vm_private_data : NULL;

	if (buf)
		list_add(&buf->node, &f->seen);
	return buf;
}

int hoatzin_pin(struct hoatzin *f, struct mm_struct *mm, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (hoatzin_look(f, mm)) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			list_first_entry(&f->seen, struct hoatzin_buf, node)->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
