// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper returns a struct by value, with the vma in it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct redstarts_hit {
	unsigned long off;
	void *from;
};

static struct redstarts_hit redstarts_find(struct mm_struct *mm, unsigned long addr)
{
	struct redstarts_hit hit = { .from = vma_lookup(mm, addr) };

	return hit;
}

int redstarts_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct redstarts_hit hit;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	hit = redstarts_find(mm, addr);
	if (hit.from) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		hit.off = addr - *(unsigned long *)hit.from;
	}
	mmap_read_unlock(mm);
	return ret < 0 ? ret : !hit.off;
}
