// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->fault() waits under the lock until nobody pins: a pinner that must take the lock
 * again waits for a writer that waits for the fault
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/wait.h>

struct limoges {
	atomic_t pinning;
	wait_queue_head_t idle;
	unsigned long addr;
};

static vm_fault_t limoges_fault(struct vm_fault *vmf)
{
	struct limoges *l = vmf->vma->vm_private_data;

	wait_event(l->idle, !atomic_read(&l->pinning));
	return VM_FAULT_SIGBUS;
}

const struct vm_operations_struct limoges_ops = { .fault = limoges_fault };

long limoges_pin(struct limoges *l, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	atomic_inc(&l->pinning);
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	atomic_dec(&l->pinning);
	wake_up(&l->idle);
	mmap_read_unlock(current->mm);
	return ret;
}
