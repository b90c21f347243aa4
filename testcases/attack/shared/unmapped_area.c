// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->get_unmapped_area() runs with the lock held for write, and moves ->hint
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct whydah {
	unsigned long hint;
};

static unsigned long whydah_area(struct file *file, unsigned long addr, unsigned long len,
				 unsigned long pgoff, unsigned long flags)
{
	struct whydah *w = file->private_data;

	w->hint += len;
	return w->hint - len;
}

const struct file_operations whydah_fops = { .get_unmapped_area = whydah_area };

int whydah_pin(struct whydah *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(w->hint - PAGE_SIZE, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
