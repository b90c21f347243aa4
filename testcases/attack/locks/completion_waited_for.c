// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N wait_for_completion() after the call waits under the lock for whoever needs it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/completion.h>

struct bushbuck {
	struct completion done;
};

long bushbuck_grab(struct bushbuck *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	wait_for_completion(&d->done);
	mmap_read_unlock(current->mm);
	return got;
}
