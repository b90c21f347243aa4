// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->priv is a void pointer, read as the vma that it is
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct jaeger {
	void *priv;
	unsigned long addr;
};

int jaeger_grab(struct jaeger *j, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(j->addr, 1, 0, page);
	if (ret == 1 && ((struct vm_area_struct *)j->priv)->vm_end < j->addr)
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
