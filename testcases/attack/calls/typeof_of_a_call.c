// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U typeof() of a lookup evaluates nothing
 * MISSED-OK: what typeof() holds is not evaluated
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct mulgara {
	int n;
};

long mulgara_grab(struct mulgara *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	d->n = (int)sizeof(typeof(find_vma(current->mm, addr)));
	mmap_read_unlock(current->mm);
	return got;
}
