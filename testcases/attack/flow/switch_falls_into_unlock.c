// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NL one case looks at a vma before it falls through to the call's
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int chervil_pin(int mode, unsigned long addr, struct page **page)
{
	int ret = -EINVAL;

	mmap_read_lock(current->mm);
	switch (mode) {
	case 2:
		if (!find_vma(current->mm, addr))
			break;
		fallthrough;
	case 1:
		ret = pin_user_pages(addr, 1, 0, page);
		break;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
