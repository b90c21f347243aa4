// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a reference is got under the lock and put after the call; ->close() waits until
 * there is none
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/percpu-refcount.h>

struct namur {
	struct percpu_ref ref;
	unsigned long addr;
};

static void namur_close(struct vm_area_struct *vma)
{
	struct namur *l = vma->vm_private_data;

	percpu_ref_kill(&l->ref);
	while (!percpu_ref_is_zero(&l->ref))
		cpu_relax();
}

const struct vm_operations_struct namur_ops = { .close = namur_close };

long namur_pin(struct namur *l, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	percpu_ref_get(&l->ref);
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	percpu_ref_put(&l->ref);
	mmap_read_unlock(current->mm);
	return ret;
}
