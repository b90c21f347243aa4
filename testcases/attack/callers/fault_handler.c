// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the kernel calls ->fault() with the lock of this very mm held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static vm_fault_t swallow_vm_fault(struct vm_fault *vmf)
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages((unsigned long)vmf->vma->vm_private_data, 1, 0, &page);
	mmap_read_unlock(current->mm);
	if (ret != 1)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}

const struct vm_operations_struct swallow_vm_ops = { .fault = swallow_vm_fault };
