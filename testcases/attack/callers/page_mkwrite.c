// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->page_mkwrite() runs in a fault, with the lock of the faulting mm held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static vm_fault_t cardinal_mkwrite(struct vm_fault *vmf)
{
	struct page *page;
	long got;

	mmap_read_lock(vmf->vma->vm_mm);
	got = get_user_pages_remote(vmf->vma->vm_mm, vmf->address, 1, 0, &page, NULL);
	mmap_read_unlock(vmf->vma->vm_mm);
	return got == 1 ? VM_FAULT_LOCKED : VM_FAULT_SIGBUS;
}

const struct vm_operations_struct cardinal_vm_ops = { .page_mkwrite = cardinal_mkwrite };
