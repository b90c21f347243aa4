// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the SRCU section begins inside the bracket and is open at the call;
 * synchronize_srcu() runs in ->close()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/rcupdate.h>

DEFINE_STATIC_SRCU(kudu_srcu);

static void kudu_vm_close(struct vm_area_struct *vma)
{
	synchronize_srcu(&kudu_srcu);
	kfree(vma->vm_private_data);
}

const struct vm_operations_struct kudu_vm_ops = { .close = kudu_vm_close };

int kudu_grab(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret, idx;

	mmap_read_lock(mm);
	idx = srcu_read_lock(&kudu_srcu);
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	srcu_read_unlock(&kudu_srcu, idx);
	mmap_read_unlock(mm);
	return ret;
}
