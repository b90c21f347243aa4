// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U INIT_WORK() in ->mmap() only stores the function, which runs later without the
 * lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/workqueue.h>

struct cannes {
	struct work_struct work;
	unsigned long base;
};

static void cannes_work(struct work_struct *work)
{
	struct cannes *c = container_of(work, struct cannes, work);

	c->base += PAGE_SIZE;
}

static int cannes_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cannes *c = file->private_data;

	INIT_WORK(&c->work, cannes_work);
	return 0;
}

const struct file_operations cannes_fops = { .mmap = cannes_mmap };

long cannes_pin(struct cannes *c, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(c->base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
