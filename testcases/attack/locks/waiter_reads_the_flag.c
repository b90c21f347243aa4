// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N fault handlers wait, under the lock, for a flag that is set around the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/wait.h>

struct mons {
	bool moving;
	wait_queue_head_t idle;
	unsigned long addr;
};

static vm_fault_t mons_fault(struct vm_fault *vmf)
{
	struct mons *l = vmf->vma->vm_private_data;

	wait_event(l->idle, !l->moving);
	return VM_FAULT_SIGBUS;
}

const struct vm_operations_struct mons_ops = { .fault = mons_fault };

static void mons_move(struct mons *l, bool on)
{
	l->moving = on;
}

long mons_pin(struct mons *l, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	mons_move(l, true);
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	mons_move(l, false);
	wake_up(&l->idle);
	mmap_read_unlock(current->mm);
	return ret;
}
