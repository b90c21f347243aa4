// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same variable, but its writer takes no lock at all: the bracket never ordered
 * the two
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static unsigned long niltava_gen;

void niltava_retire(void)
{
	WRITE_ONCE(niltava_gen, niltava_gen + 1);
}

int niltava_grab(unsigned long addr, unsigned long gen, struct page **page)
{
	int ret = -ESTALE;

	mmap_read_lock(current->mm);
	if (READ_ONCE(niltava_gen) == gen)
		ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
