// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N COOT(probe) is coot_probe(), which walks to the vma behind the address
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define COOT(op)	coot_##op

static int coot_probe(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && vma->vm_start <= addr ? 1 : 0;
}

static int coot_count(unsigned long addr)
{
	return addr ? 1 : 0;
}

int coot_map(unsigned long addr, struct page **pages)
{
	int got;

	mmap_read_lock(current->mm);
	got = get_user_pages(addr, 2, FOLL_WRITE, pages);
	if (got > 0)
		got = COOT(probe)(addr) ? got : COOT(count)(addr);
	mmap_read_unlock(current->mm);
	return got;
}
