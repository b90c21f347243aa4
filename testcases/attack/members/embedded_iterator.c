// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->walk is a cursor in the mm's tree of vmas, moved under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct dovekie {
	struct vma_iterator walk;
	unsigned long addr;
};

int dovekie_grab(struct dovekie *d, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(d->addr, 1, 0, page);
	if (ret == 1 && !vma_next(&d->walk))
		ret = -ENOENT;
	mmap_read_unlock(current->mm);
	return ret;
}
