// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->close() wipes the slots with memset(), under the lock for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct oriole {
	unsigned long addr;
	struct page *slots[16];
};

static void oriole_vm_close(struct vm_area_struct *vma)
{
	struct oriole *o = vma->vm_private_data;

	memset(o->slots, 0, sizeof(o->slots));
}

const struct vm_operations_struct oriole_vm_ops = { .close = oriole_vm_close };

int oriole_grab(struct oriole *o, unsigned int i, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(o->addr, 1, FOLL_WRITE, page);
	if (ret == 1 && o->slots[i & 15])
		ret = -EEXIST;
	mmap_read_unlock(current->mm);
	return ret;
}
