// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N *->dir is an entry of the page tables, which munmap() frees under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/pgtable.h>

struct puffin {
	pmd_t *dir;
	unsigned long addr;
};

int puffin_grab(struct puffin *p, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(p->addr, 1, 0, page);
	if (ret == 1 && pmd_none(*p->dir))
		ret = -EAGAIN;
	mmap_read_unlock(current->mm);
	return ret;
}
