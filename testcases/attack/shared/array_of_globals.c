// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handler clears an element of the file's array, by a pointer into it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static struct baboon_slot {
	unsigned long addr;
	bool used;
} baboon_slots[8];

static void baboon_vm_close(struct vm_area_struct *vma)
{
	struct baboon_slot *slot = baboon_slots + (vma->vm_pgoff & 7);

	slot->used = false;
}

const struct vm_operations_struct baboon_vm_ops = { .close = baboon_vm_close };

int baboon_pin(unsigned int i, struct page **page)
{
	int ret = -ENXIO;

	mmap_read_lock(current->mm);
	if (baboon_slots[i & 7].used)
		ret = pin_user_pages(baboon_slots[i & 7].addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
