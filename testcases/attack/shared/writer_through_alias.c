// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer reaches ->epoch through a pointer to it, with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct nutcracker {
	unsigned int epoch;
	unsigned long addr;
};

void nutcracker_invalidate(struct nutcracker *n, struct mm_struct *mm)
{
	unsigned int *counter = &n->epoch;

	down_write(&mm->mmap_lock);
	*counter += 2;
	up_write(&mm->mmap_lock);
}

int nutcracker_grab(struct nutcracker *n, struct mm_struct *mm, unsigned int epoch,
		    struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, n->addr, 1, FOLL_WRITE, pages, NULL);
	if (ret == 1 && n->epoch != epoch) {
		put_page(pages[0]);
		ret = -EAGAIN;
	}
	mmap_read_unlock(mm);
	return ret;
}
