// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock is the opener's mm, the call faults that of current
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct valence {
	struct mm_struct *mm;
};

static int valence_open(struct inode *inode, struct file *file)
{
	struct valence *v = file->private_data;

	v->mm = current->mm;
	return 0;
}

const struct file_operations valence_fops = { .open = valence_open };

long valence_pin(struct valence *v, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(v->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(v->mm);
	return ret;
}
