// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N current is the client's task here, so the bracket is not that of the mm that is
 * faulted
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct kalmia {
	struct task_struct *task;
	unsigned long addr;
};

static inline int kalmia_fault(unsigned long addr, struct page **page)
{
	return find_vma(current->mm, addr) ? 0 : -EFAULT;
}

#undef current
#define current (k->task)

int kalmia_pin(struct kalmia *k, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(k->addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
