// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handle is a union: a number for the firmware, a vma for the driver
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

union zeitz_handle {
	u64 number;
	struct vm_area_struct *area;
};

long zeitz_pin(union zeitz_handle *h, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1 && h->area->vm_flags & VM_LOCKED)
		ret = -EBUSY;
	mmap_read_unlock(current->mm);
	return ret;
}
