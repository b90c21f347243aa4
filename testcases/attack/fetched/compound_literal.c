// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a compound literal carries the vma across the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct goral_hit {
	struct vm_area_struct *vma;
	int tries;
};

static unsigned long goral_end(struct goral_hit hit)
{
	return hit.vma->vm_end;
}

long goral_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	struct goral_hit hit;

	mmap_read_lock(mm);
	hit = (struct goral_hit){ .vma = vma_lookup(mm, addr), .tries = 1 };
	if (!hit.vma) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (goral_end(hit) < addr + PAGE_SIZE)
		got = -EFAULT;
	mmap_read_unlock(mm);
	return got;
}
