// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N this_cpu_write() in ->mmap() sets what the bracket reads with this_cpu_read()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/percpu.h>

struct jaguarundi {
	unsigned long base;
	unsigned long len;
};

static DEFINE_PER_CPU(unsigned long, jaguarundi_base);

static int jaguarundi_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct jaguarundi *d = file->private_data;

	this_cpu_write(jaguarundi_base, vma->vm_start + d->len);
	return 0;
}

const struct file_operations jaguarundi_fops = { .mmap = jaguarundi_mmap };

long jaguarundi_grab(struct jaguarundi *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(this_cpu_read(jaguarundi_base), 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
