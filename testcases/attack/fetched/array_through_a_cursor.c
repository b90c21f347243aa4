// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the elements of an array are written through a pointer to its first
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct oropendola_buf {
	unsigned long pins;
};

int oropendola_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct oropendola_buf *tab[2] = { NULL }, **cursor = tab;
	struct vm_area_struct *vma;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		cursor[1] = vma->vm_private_data;
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			tab[1]->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
