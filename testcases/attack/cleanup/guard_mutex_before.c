// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the guard takes the mutex before the mmap lock and lets it go at the function's end
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct amber {
	struct mutex lock;
	unsigned long addr;
};

int amber_pin(struct amber *a, struct page **page)
{
	int ret;

	guard(mutex)(&a->lock);
	mmap_read_lock(current->mm);
	ret = pin_user_pages(a->addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
