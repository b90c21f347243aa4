// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L maps is read before the call, where the lock is held for certain; only ret is read
 * after
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct chough {
	int maps;
};

static void chough_vm_open(struct vm_area_struct *vma)
{
	struct chough *c = vma->vm_private_data;

	c->maps++;
}

const struct vm_operations_struct chough_vm_ops = { .open = chough_vm_open };

int chough_grab(struct chough *c, unsigned long addr, struct mm_struct *mm, struct page **pages)
{
	int ret = -ENXIO;

	mmap_read_lock(mm);
	if (c->maps)
		ret = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	return ret;
}
