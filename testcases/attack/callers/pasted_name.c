// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the macro pastes the function's name, and calls it under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long colmar_op_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

#define COLMAR_DO(op, addr, page) colmar_op_##op(addr, page)

long colmar_run(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = COLMAR_DO(pin, addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
