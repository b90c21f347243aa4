// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the helper fills another member than the one used afterwards
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct vanga_buf {
	unsigned long pins;
};
struct vanga {
	struct vanga_buf *seen, *own;
	unsigned long addr;
};

static bool vanga_look(struct vanga *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);

	f->seen = vma ? vma->vm_private_data : NULL;
	return f->seen;
}

int vanga_pin(struct vanga *f, struct mm_struct *mm, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (vanga_look(f, mm)) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			f->own->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
