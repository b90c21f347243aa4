// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an array of functions, called by number in ->mmap()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct courser {
	unsigned long base;
	unsigned int kind;
};

static void courser_low(struct courser *s, unsigned long to)
{
	s->base = to;
}

static void courser_none(struct courser *s, unsigned long to)
{
}

static void (*const courser_move[])(struct courser *s, unsigned long to) = { courser_none, courser_low };
static int courser_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct courser *s = file->private_data;

	courser_move[s->kind & 1](s, vma->vm_start);
	return 0;
}

long courser_pin(struct courser *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

const struct file_operations courser_fops = { .mmap = courser_mmap };
