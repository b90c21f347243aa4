// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N vm_ops->open() counts maps with a plain ++, safe from the reader only through the
 * mmap lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct rook {
	unsigned long addr;
	int maps;
};

static void rook_vm_open(struct vm_area_struct *vma)
{
	struct rook *r = vma->vm_private_data;

	r->maps++;
}

static void rook_vm_close(struct vm_area_struct *vma)
{
	struct rook *r = vma->vm_private_data;

	if (!--r->maps)
		r->addr = 0;
}

const struct vm_operations_struct rook_vm_ops = { .open = rook_vm_open, .close = rook_vm_close };

int rook_grab(struct rook *r, struct mm_struct *mm, struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, r->addr, 1, 0, pages, NULL);
	if (ret == 1 && !r->maps)
		ret = -ENXIO;
	mmap_read_unlock(mm);
	return ret;
}
