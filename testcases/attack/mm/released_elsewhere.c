// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release is left to a work item
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/workqueue.h>

struct sumac {
	struct work_struct work;
	struct mm_struct *mm;
	unsigned long addr;
};

static void sumac_work(struct work_struct *work)
{
	mmap_read_unlock_non_owner(container_of(work, struct sumac, work)->mm);
}

int sumac_pin(struct sumac *s, struct page **page)
{
	int ret;

	INIT_WORK(&s->work, sumac_work);
	mmap_read_lock(s->mm);
	ret = pin_user_pages_remote(s->mm, s->addr, 1, 0, page, NULL);
	schedule_work(&s->work);
	return ret;
}
