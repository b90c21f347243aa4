// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a count of transfers is raised around the call; fault handlers wait, under the
 * lock, for it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/wait.h>

struct bari {
	int in_flight;
	wait_queue_head_t idle;
};

static vm_fault_t bari_fault(struct vm_fault *vmf)
{
	struct bari *b = vmf->vma->vm_private_data;

	wait_event(b->idle, READ_ONCE(b->in_flight) == 0);
	return VM_FAULT_NOPAGE;
}

const struct vm_operations_struct bari_ops = { .fault = bari_fault };

long bari_pin(struct bari *b, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	b->in_flight++;
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (!--b->in_flight)
		wake_up(&b->idle);
	mmap_read_unlock(current->mm);
	return ret;
}
