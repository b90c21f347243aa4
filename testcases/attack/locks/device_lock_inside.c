// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N device_lock() nests inside the mmap lock and is held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/device.h>

long macon_pin(struct device *dev, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	device_lock(dev);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	device_unlock(dev);
	mmap_read_unlock(current->mm);
	return ret;
}
