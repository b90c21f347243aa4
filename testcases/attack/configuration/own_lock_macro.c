// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the file's header turns mmap_read_lock() into a lock of its own, taken beside the
 * mm's
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include "jasmine.h"

int jasmine_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	jasmine_pins += ret == 1;
	mmap_read_unlock(current->mm);
	return ret;
}
