// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma hangs in a list of the driver and is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/list.h>

struct kleve_ref {
	struct list_head node;
	struct vm_area_struct *where;
};

long kleve_pin(struct list_head *refs, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct kleve_ref ref, *r;
	long ret;

	mmap_read_lock(mm);
	ref.where = find_vma(mm, addr);
	list_add(&ref.node, refs);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	r = list_first_entry(refs, struct kleve_ref, node);
	if (r->where && addr < r->where->vm_start)
		ret = -EFAULT;
	list_del(&ref.node);
	mmap_read_unlock(mm);
	return ret;
}
