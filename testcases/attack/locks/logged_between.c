// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U only messages and the clock stand beside the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/device.h>
#include <linux/ktime.h>

struct klipspringer {
	ktime_t last;
	struct device *dev;
};

long klipspringer_grab(struct klipspringer *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	d->last = ktime_get();
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	dev_dbg(d->dev, "%ld pages\n", got);
	mmap_read_unlock(current->mm);
	return got;
}
