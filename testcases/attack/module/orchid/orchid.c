// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N whether HAVE_UNLOCKED_PIN is set only the configure script knows, and the #else
 * branch is for kernels without the variant
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int orchid_pin(unsigned long addr, struct page **page)
{
	int ret;

#ifdef HAVE_UNLOCKED_PIN
	ret = pin_user_pages_unlocked(addr, 1, page, 0);
#else
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
