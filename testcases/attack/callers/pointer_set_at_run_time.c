// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N beeeater_setup() stores the function in ->grab, which beeeater_run() calls under the
 * lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct beeeater {
	int (*grab)(unsigned long addr, struct page **page);
	struct mm_struct *mm;
};

static int beeeater_grab(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

void beeeater_setup(struct beeeater *b)
{
	b->mm = current->mm;
	b->grab = beeeater_grab;
}

int beeeater_run(struct beeeater *b, unsigned long addr, struct page **page)
{
	int ret;

	if (!mmap_read_trylock(b->mm))
		return -EAGAIN;
	ret = b->grab(addr, page);
	mmap_read_unlock(b->mm);
	return ret;
}
