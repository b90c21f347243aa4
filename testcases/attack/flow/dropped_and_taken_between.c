// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the last release belongs to either of two acquisitions, and below the second a vma
 * is looked up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

int parsley_pin(unsigned long addr, void __user *buf, void *to, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1) {
		mmap_read_unlock(current->mm);
		if (copy_from_user(to, buf, 64))
			return -EFAULT;
		mmap_read_lock(current->mm);
		ret = !!find_vma(current->mm, addr);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
