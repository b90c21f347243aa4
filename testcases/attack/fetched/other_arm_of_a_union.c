// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper stores a number in one arm of a union, of which the other arm is read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct leafbird_buf {
	unsigned long pins;
};
struct leafbird { union { unsigned long cookie; struct leafbird_buf *buf; }; unsigned long addr; };

static bool leafbird_look(struct leafbird *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);

	if (vma)
		f->cookie = (unsigned long)vma->vm_private_data;
	return vma;
}

int leafbird_pin(struct leafbird *f, struct mm_struct *mm, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (leafbird_look(f, mm)) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			f->buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
