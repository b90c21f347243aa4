// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N work_on_cpu() is given the function by its address
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

static unsigned long vercelli_base;

static long vercelli_forget(void *arg)
{
	vercelli_base = 0;
	return 0;
}

static void vercelli_close(struct vm_area_struct *vma)
{
	work_on_cpu(0, &vercelli_forget, NULL);
}

const struct vm_operations_struct vercelli_ops = { .close = vercelli_close };

long vercelli_pin(struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(vercelli_base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
