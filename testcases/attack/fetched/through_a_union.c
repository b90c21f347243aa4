// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the number in u.cookie is the vma's address, and it is read back as a pointer after
 * the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

union redpoll_ref {
	struct vm_area_struct *area;
	unsigned long cookie;
};

int redpoll_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	union redpoll_ref u, v;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	u.area = find_vma(mm, addr);
	if (u.area) {
		v.cookie = u.cookie;
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
		if (ret > 0 && !(v.area->vm_flags & VM_WRITE))
			ret = -EROFS;
	}
	mmap_read_unlock(mm);
	return ret;
}
