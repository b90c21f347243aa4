// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper stores the private data in an array of the struct that it is given
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct bulbul_buf {
	unsigned long pins;
};
struct bulbul {
	struct bulbul_buf *slot[2];
	unsigned long addr;
};

static int bulbul_look(struct bulbul *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);

	if (!vma)
		return -EFAULT;
	f->slot[1] = vma->vm_private_data;
	return 0;
}

int bulbul_pin(struct bulbul *f, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = bulbul_look(f, mm);
	if (!ret) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			f->slot[1]->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
