// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U work is scheduled from ->close(), and runs without the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

struct ovenbird {
	unsigned long base;
	struct work_struct work;
};

static void ovenbird_later(struct work_struct *work)
{
	container_of(work, struct ovenbird, work)->base = 0;
}

static void ovenbird_close(struct vm_area_struct *vma)
{
	struct ovenbird *s = vma->vm_private_data;

	INIT_WORK(&s->work, ovenbird_later);
	schedule_work(&s->work);
}

const struct vm_operations_struct ovenbird_ops = { .close = ovenbird_close };
long ovenbird_pin(struct ovenbird *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
