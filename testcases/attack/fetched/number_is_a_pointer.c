// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper returns the private data as a number, which is a pointer again after
 * the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct drongo_buf {
	unsigned long pins;
};

static unsigned long drongo_look(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	return vma ? (unsigned long)vma->vm_private_data : 0;
}

int drongo_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	unsigned long cookie;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	cookie = drongo_look(mm, addr);
	if (cookie) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			((struct drongo_buf *)cookie)->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
