// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller's guard is the driver's own, which takes the lock for read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>

DEFINE_GUARD(mandrill_read, struct mm_struct *, mmap_read_lock(_T), mmap_read_unlock(_T))

static int mandrill_one(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}

int mandrill_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	guard(mandrill_read)(mm);
	return vma_lookup(mm, addr) ? mandrill_one(mm, addr, page) : -EFAULT;
}
