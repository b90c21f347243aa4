// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N work_on_cpu() runs the function to its end, in ->close(), with the lock held for
 * write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

struct caen {
	unsigned long base;
	int cpu;
};

static long caen_forget(void *arg)
{
	struct caen *c = arg;

	c->base = 0;
	return 0;
}

static void caen_close(struct vm_area_struct *vma)
{
	struct caen *c = vma->vm_private_data;

	work_on_cpu(c->cpu, caen_forget, c);
}

const struct vm_operations_struct caen_ops = { .close = caen_close };

long caen_pin(struct caen *c, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(c->base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
