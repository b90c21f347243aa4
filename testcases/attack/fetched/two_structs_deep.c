// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper stores the vma's private data two pointers away from its argument
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct tarsier_buf {
	unsigned long pins;
};

struct tarsier_slot {
	struct tarsier_buf *buf;
};

struct tarsier {
	struct tarsier_slot *slot;
};

static int tarsier_bind(struct tarsier *t, struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	if (!vma)
		return -EFAULT;
	t->slot->buf = vma->vm_private_data;
	return 0;
}

int tarsier_pin(struct tarsier *t, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = tarsier_bind(t, mm, addr);
	if (!ret)
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1)
		t->slot->buf->pins++;
	mmap_read_unlock(mm);
	return ret;
}
