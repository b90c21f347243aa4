// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "caller_in_header_inline.h"

long faenza_all(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	if (mmap_read_lock_killable(mm))
		return -EINTR;
	ret = faenza_grab_one(addr, page);
	mmap_read_unlock(mm);
	return ret;
}
