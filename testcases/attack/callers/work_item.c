// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the function runs from a work item with nothing held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

struct wombat {
	struct work_struct work;
	struct mm_struct *mm;
	unsigned long addr;
	struct page *page;
	long got;
};

static void wombat_work(struct work_struct *work)
{
	struct wombat *d = container_of(work, struct wombat, work);
	struct mm_struct *mm = d->mm;

	mmap_read_lock(mm);
	d->got = get_user_pages_remote(mm, d->addr, 1, FOLL_WRITE, &d->page, NULL);
	mmap_read_unlock(mm);
}

void wombat_start(struct wombat *d)
{
	INIT_WORK(&d->work, wombat_work);
	schedule_work(&d->work);
}
