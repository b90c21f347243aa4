// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one of the two callers passes another mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long pisa_grab(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(mm);
	return ret;
}

long pisa_pin(unsigned long addr, struct page **page)
{
	return pisa_grab(current->mm, addr, page);
}

long pisa_pin_for(struct task_struct *task, unsigned long addr, struct page **page)
{
	return pisa_grab(task->mm, addr, page);
}
