// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one of the two functions that the conditional picks looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct bilby {
	bool strict;
};

static int bilby_soft(unsigned long addr)
{
	return addr ? 0 : -EINVAL;
}

static int bilby_hard(unsigned long addr)
{
	return vma_lookup(current->mm, addr) ? 0 : -EFAULT;
}

long bilby_grab(struct bilby *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	if ((d->strict ? bilby_hard : bilby_soft)(addr))
		got = -EFAULT;
	mmap_read_unlock(current->mm);
	return got;
}
