// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->open() and the bracket both change the same list, ordered by the mmap lock alone
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/list.h>

struct antpitta {
	struct list_head link;
	unsigned long addr;
};

static LIST_HEAD(antpitta_recent);

static void antpitta_vm_open(struct vm_area_struct *vma)
{
	struct antpitta *a = vma->vm_private_data;

	list_move(&a->link, &antpitta_recent);
}

const struct vm_operations_struct antpitta_vm_ops = { .open = antpitta_vm_open };

int antpitta_pin(struct antpitta *a, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, a->addr, 1, 0, page, NULL);
	if (ret == 1)
		list_move_tail(&a->link, &antpitta_recent);
	mmap_read_unlock(mm);
	return ret;
}
