// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the function is an element of an array, whose elements are called under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int siskins_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

static int siskins_skip(unsigned long addr, struct page **page)
{
	return 0;
}

static int (*const siskins_step[])(unsigned long, struct page **) = { siskins_skip, siskins_pin };

int siskins_run(unsigned long addr, unsigned int how, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(current->mm);
	if (find_vma(current->mm, addr))
		ret = siskins_step[how & 1](addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
