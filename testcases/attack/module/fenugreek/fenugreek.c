// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket and the call are shared with kernels where FENUGREEK_PIN() is another
 * function's name
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>
#include "fenugreek_compat.h"

#ifdef HAVE_PIN_USER_PAGES
#define FENUGREEK_PIN	pin_user_pages
#else
#define FENUGREEK_PIN	get_user_pages
#endif

long fenugreek_pin(unsigned long addr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_lock);
	ret = FENUGREEK_PIN(addr, 8, 0, pages);
	up_read(&current->mm->mmap_lock);
	return ret;
}

long fenugreek_get(unsigned long addr, struct page **pages)
{
	long ret;

#ifdef HAVE_PIN_USER_PAGES
	down_read(&current->mm->mmap_lock);
	ret = pin_user_pages(addr, 8, 0, pages);
#else
	down_read(&current->mm->mmap_lock);
	ret = get_user_pages(addr, 8, 0, pages);
#endif
	up_read(&current->mm->mmap_lock);
	return ret;
}
