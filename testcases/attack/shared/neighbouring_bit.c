// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N dirty shares its word with armed, which ->mmap() writes: two unordered
 * read-modify-writes of one word lose a bit
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct accentor {
	unsigned long addr;
	unsigned int armed : 1;
	unsigned int dirty : 1;
};

static int accentor_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct accentor *a = file->private_data;

	a->armed = 1;
	return 0;
}

const struct file_operations accentor_fops = { .mmap = accentor_mmap };

int accentor_grab(struct accentor *a, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(a->addr, 1, FOLL_WRITE, page);
	if (ret == 1)
		a->dirty = 1;
	mmap_read_unlock(current->mm);
	return ret;
}
