// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L a kernel thread's function is called with nothing held
 * MISSED-OK: what kthread_run() does with the function has to be known
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kthread.h>

struct dickcissel {
	struct mm_struct *mm;
	unsigned long addr;
	struct page *page;
};

static int dickcissel_thread(void *data)
{
	struct dickcissel *d = data;
	int ret;

	mmap_read_lock(d->mm);
	ret = pin_user_pages_remote(d->mm, d->addr, 1, 0, &d->page, NULL);
	mmap_read_unlock(d->mm);
	return ret;
}

struct task_struct *dickcissel_start(struct dickcissel *d)
{
	return kthread_run(dickcissel_thread, d, "dickcissel");
}
