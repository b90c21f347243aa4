// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N memcpy() moves the pointer's bytes into another variable
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int chat_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	const unsigned long *raw;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	memcpy(&raw, &vma, sizeof(raw));
	if (raw) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1 && raw[1] - raw[0] < 2 * PAGE_SIZE)
			ret = -ERANGE;
	}
	mmap_read_unlock(mm);
	return ret;
}
