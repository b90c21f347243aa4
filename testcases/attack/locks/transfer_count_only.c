// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U two numbers are counted, of which nothing is read here
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct bergamo {
	unsigned long begun, done;
};

long bergamo_pin(struct bergamo *b, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	b->begun++;
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	b->done++;
	mmap_read_unlock(current->mm);
	return ret;
}
