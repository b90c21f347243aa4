// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handler writes ->raw, the bracket reads ->half[0]: the same bytes
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct waxbill {
	union {
		u64 raw;
		u32 half[2];
	};
	unsigned long addr;
};

static int waxbill_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct waxbill *w = file->private_data;

	w->raw = vma->vm_start;
	return 0;
}

const struct file_operations waxbill_fops = { .mmap = waxbill_mmap };

int waxbill_pin(struct waxbill *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(w->addr, 1, 0, page);
	if (ret == 1 && !w->half[0])
		ret = -ENXIO;
	mmap_read_unlock(current->mm);
	return ret;
}
