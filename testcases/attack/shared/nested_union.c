// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() writes one arm of the union, the bracket reads the other
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct chiru {
	union {
		u8 bytes[8];
		u64 word;
	} raw;
};

static int chiru_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chiru *d = file->private_data;

	d->raw.bytes[0] = (u8)vma->vm_pgoff;
	return 0;
}

const struct file_operations chiru_fops = { .mmap = chiru_mmap };

long chiru_grab(struct chiru *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->raw.word, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
