// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->win[] holds vmas; one of them is read under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct shearwater {
	struct vm_area_struct *win[4];
	unsigned long addr;
};

int shearwater_grab(struct shearwater *s, unsigned int i, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->addr, 1, FOLL_WRITE, page);
	if (ret == 1 && (*(s->win + i))->vm_pgoff)
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
