// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N work_on_cpu() runs the function to its end, which writes a variable of the file
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

static unsigned long bruges_base;

static long bruges_forget(void *arg)
{
	bruges_base = 0;
	return 0;
}

static void bruges_close(struct vm_area_struct *vma)
{
	work_on_cpu(0, bruges_forget, NULL);
}

const struct vm_operations_struct bruges_ops = { .close = bruges_close };

long bruges_pin(struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(bruges_base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
