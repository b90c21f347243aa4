// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N lock_pages_of(), which holds the lock, is named like a primitive of the kernel but is
 * the driver's own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long fossa_one(unsigned long addr, struct page **page)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return got;
}

long lock_pages_of_fossa(unsigned long addr, struct page **pages, int count)
{
	long got = 0;
	int i;

	mmap_read_lock(current->mm);
	for (i = 0; i < count && got >= 0; i++)
		got = fossa_one(addr + i * PAGE_SIZE, pages + i);
	mmap_read_unlock(current->mm);
	return got;
}
