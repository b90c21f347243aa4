// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller uses a macro, which takes the lock and calls
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int towhee_one(unsigned long addr, struct page **page);

#define TOWHEE_EACH(i, n, expr)						\
	do {								\
		mmap_read_lock(current->mm);				\
		for (i = 0; i < (n); i++)				\
			if ((expr) < 0)					\
				break;					\
		mmap_read_unlock(current->mm);				\
	} while (0)

int towhee_one(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int towhee_all(const unsigned long *addr, struct page **pages, int n)
{
	int i;

	TOWHEE_EACH(i, n, towhee_one(addr[i], &pages[i]));
	return i;
}
