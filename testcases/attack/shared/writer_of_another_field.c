// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the mmap handler writes ->mapped, which nothing in the bracket reads
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct treepie {
	unsigned long mapped;
	unsigned long addr;
	unsigned long got;
};

static int treepie_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct treepie *t = file->private_data;

	t->mapped = vma->vm_end - vma->vm_start;
	return 0;
}

const struct file_operations treepie_fops = { .mmap = treepie_mmap };

long treepie_grab(struct treepie *t, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = get_user_pages(t->addr, 1, FOLL_WRITE, pages);
	if (got > 0)
		t->got += got;
	mmap_read_unlock(current->mm);
	return got;
}
