// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper keeps the number in a local first
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct treecreeper_buf {
	unsigned long pins;
};
struct treecreeper {
	unsigned long cookie, addr;
};

static bool treecreeper_look(struct treecreeper *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);
	unsigned long number = vma ? (unsigned long)vma->vm_private_data : 0;

	f->cookie = number;
	return number;
}

int treecreeper_pin(struct treecreeper *f, struct mm_struct *mm, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (treecreeper_look(f, mm)) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			((struct treecreeper_buf *)f->cookie)->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
