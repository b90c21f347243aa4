// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a per-CPU pointer to a vma is a member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/percpu.h>

struct bonito {
	struct vm_area_struct * __percpu *last;
	unsigned long addr;
};

int bonito_pin(struct bonito *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(b->addr, 1, 0, page);
	if (ret == 1 && raw_cpu_read(*b->last)->vm_end <= b->addr)
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
