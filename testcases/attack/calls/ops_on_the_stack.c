// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the table is a local, and its only member looks at a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct phalarope_ops {
	int (*accept)(unsigned long addr);
};

static int phalarope_accept(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && !vma->vm_file;
}

int phalarope_pin(unsigned long addr, struct page **page)
{
	struct phalarope_ops ops = { phalarope_accept };
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	if (ret == 1 && !ops.accept(addr))
		ret = -EACCES;
	mmap_read_unlock(current->mm);
	return ret;
}
