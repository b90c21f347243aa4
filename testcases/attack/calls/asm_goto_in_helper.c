// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper is inline assembly that jumps
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct koala {
	int n;
};

static inline bool koala_branch(void)
{
	asm goto("1: jmp %l[yes]" : : : : yes);
	return false;
yes:
	return true;
}

long koala_grab(struct koala *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	if (koala_branch())
		got = -EFAULT;
	mmap_read_unlock(current->mm);
	return got;
}
