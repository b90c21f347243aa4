// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a struct vm_fault kept from a fault leads to its vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct noddy {
	struct vm_fault *last;
	unsigned long addr;
};

int noddy_grab(struct noddy *n, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(n->addr, 1, 0, page);
	if (ret == 1 && n->last->vma->vm_flags & VM_HUGETLB)
		ret = -EINVAL;
	mmap_read_unlock(current->mm);
	return ret;
}
