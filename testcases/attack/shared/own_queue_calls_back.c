// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the driver's own cork_queue_each() calls what it is given at once
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/list.h>

static LIST_HEAD(cork_list);
static unsigned long cork_base;

void cork_queue_each(void (*fn)(void));

static void cork_forget(void)
{
	cork_base = 0;
}

static void cork_close(struct vm_area_struct *vma)
{
	cork_queue_each(cork_forget);
}

const struct vm_operations_struct cork_ops = { .close = cork_close };

long cork_pin(struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(cork_base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
