// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() writes an element of a struct's array by index arithmetic
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct sete_win {
	unsigned long base;
};

struct sete {
	struct sete_win win[4];
	int next;
};

static int sete_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sete *s = file->private_data;

	(s->win + s->next)->base = vma->vm_start;
	return 0;
}

const struct file_operations sete_fops = { .mmap = sete_mmap };

long sete_pin(struct sete *s, int i, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->win[i].base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
