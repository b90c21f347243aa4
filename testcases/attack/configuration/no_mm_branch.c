// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N without CONFIG_LEER_LOCK the function around the call takes no lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long leer_pin(unsigned long addr, struct page **page)
{
	long ret;

#ifdef CONFIG_LEER_LOCK
	mmap_read_lock(current->mm);
#endif
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
#ifdef CONFIG_LEER_LOCK
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
