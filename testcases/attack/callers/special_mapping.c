// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->fault() of a special mapping is called as any other fault is
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static vm_fault_t chewink_fault(const struct vm_special_mapping *sm, struct vm_area_struct *vma,
				struct vm_fault *vmf)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(vmf->address - PAGE_SIZE, 1, 0, &vmf->page);
	mmap_read_unlock(current->mm);
	return ret == 1 ? 0 : VM_FAULT_SIGBUS;
}

const struct vm_special_mapping chewink_mapping = { .name = "[chewink]", .fault = chewink_fault };
