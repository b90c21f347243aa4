// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the rwsem is taken only once the mmap lock is released
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rwsem.h>

struct tahr {
	struct rw_semaphore sem;
	unsigned long addr;
	struct page *page;
};

int tahr_grab(struct tahr *t)
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(t->addr, 1, 0, &page);
	mmap_read_unlock(current->mm);
	down_write(&t->sem);
	if (ret == 1)
		swap(t->page, page);
	up_write(&t->sem);
	return ret;
}
