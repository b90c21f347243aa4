// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the tree is walked under the lock for read, and ->close() erases from it under that
 * for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/rbtree.h>

struct canary_region {
	struct rb_node node;
	unsigned long addr;
};

static struct rb_root canary_regions = RB_ROOT;

static void canary_vm_close(struct vm_area_struct *vma)
{
	struct canary_region *r = vma->vm_private_data;

	rb_erase(&r->node, &canary_regions);
	kfree(r);
}

const struct vm_operations_struct canary_vm_ops = { .close = canary_vm_close };

long canary_pin_all(struct page **pages)
{
	struct rb_node *n;
	long got, all = 0;

	mmap_read_lock(current->mm);
	for (n = rb_first(&canary_regions); n; n = rb_next(n)) {
		struct canary_region *r = rb_entry(n, struct canary_region, node);

		got = pin_user_pages(r->addr, 1, 0, pages + all);
		if (got > 0)
			all += got;
	}
	mmap_read_unlock(current->mm);
	return all;
}
