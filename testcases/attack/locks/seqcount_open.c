// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the write side of a sequence counter is open at the call; readers in ->fault() spin
 * on it under the mmap lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/seqlock.h>

struct echidna {
	seqlock_t seq;
	unsigned long addr;
};

static vm_fault_t echidna_fault(struct vm_fault *vmf)
{
	struct echidna *e = vmf->vma->vm_private_data;
	unsigned long addr;
	unsigned int start;

	do {
		start = read_seqbegin(&e->seq);
		addr = e->addr;
	} while (read_seqretry(&e->seq, start));
	return addr ? VM_FAULT_NOPAGE : VM_FAULT_SIGBUS;
}

const struct vm_operations_struct echidna_vm_ops = { .fault = echidna_fault };

int echidna_grab(struct echidna *e, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	raw_write_seqcount_begin(&e->seq.seqcount);
	ret = get_user_pages_remote(mm, e->addr, 1, 0, page, NULL);
	raw_write_seqcount_end(&e->seq.seqcount);
	mmap_read_unlock(mm);
	return ret;
}
