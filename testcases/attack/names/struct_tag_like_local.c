// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the struct's tag, a local and a label have one name
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct ulm {
	unsigned long addr;
};

long ulm_pin(struct ulm *ulm, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(ulm->addr, 1, FOLL_WRITE, page);
	if (ret != 1)
		goto ulm;
ulm:
	mmap_read_unlock(current->mm);
	return ret;
}
