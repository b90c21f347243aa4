// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U INDRI_CHECK() defines a function that looks at its argument only
 * MISSED-OK: a name that is put together
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define INDRI_CHECK(name, mask)						\
	static bool indri_##name(unsigned long addr)			\
	{								\
		return !(addr & (mask));				\
	}

INDRI_CHECK(aligned, 63)

int indri_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1 && !indri_aligned(addr))
		ret = -EACCES;
	mmap_read_unlock(current->mm);
	return ret;
}
