// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment beside ->base says that the lock of the address space guards it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct hyrax {
	unsigned long base; /* protected by the address space semaphore */
	unsigned long len;
};

long hyrax_grab(struct hyrax *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
