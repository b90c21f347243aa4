// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one row of the table asks for FOLL_NOFAULT
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static const unsigned int iris_flags[] = {
	0,
	FOLL_WRITE,
	FOLL_WRITE | FOLL_NOFAULT,
};

int iris_pin(unsigned long addr, unsigned int mode, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, iris_flags[mode % ARRAY_SIZE(iris_flags)], page);
	mmap_read_unlock(current->mm);
	return ret;
}
