// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N wait_event() after the call sleeps under the lock until another field says so
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/wait.h>

struct nyalah {
	wait_queue_head_t queue;
	int ready;
};

long nyalah_grab(struct nyalah *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	wait_event(d->queue, d->ready);
	mmap_read_unlock(current->mm);
	return got;
}
