// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper leaves it in a variable of the file
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct iora_buf {
	unsigned long pins;
};

static struct iora_buf *iora_last;
static bool iora_look(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	iora_last = vma ? vma->vm_private_data : NULL;
	return iora_last;
}

int iora_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (iora_look(mm, addr)) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			iora_last->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
