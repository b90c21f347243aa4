// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hornbill_each() calls what it is passed while it walks the vmas under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int hornbill_pin(unsigned long addr, void *arg)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, arg);
	mmap_read_unlock(current->mm);
	return ret;
}

static int hornbill_each(int (*fn)(unsigned long addr, void *arg), void *arg)
{
	VMA_ITERATOR(vmi, current->mm, 0);
	struct vm_area_struct *vma;
	int ret = 0;

	mmap_read_lock(current->mm);
	for_each_vma(vmi, vma) {
		ret = fn(vma->vm_start, arg);
		if (ret < 0)
			break;
	}
	mmap_read_unlock(current->mm);
	return ret;
}

int hornbill_pin_all(struct page **page)
{
	return hornbill_each(hornbill_pin, page);
}
