// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the table of operations is filled in by assignments, and its ->close() frees the
 * buffer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct weaver {
	unsigned long addr;
	u32 *stats;
};

static struct vm_operations_struct weaver_vm_ops;

static void weaver_vm_close(struct vm_area_struct *vma)
{
	struct weaver *w = vma->vm_private_data;

	kfree(w->stats);
	w->stats = NULL;
}

void weaver_init(void)
{
	weaver_vm_ops.close = weaver_vm_close;
}

int weaver_pin(struct weaver *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(w->addr, 1, 0, page);
	if (w->stats)
		w->stats[0]++;
	mmap_read_unlock(current->mm);
	return ret;
}
