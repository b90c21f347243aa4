// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L ->mmap() only queues the work, which runs later and without its lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/workqueue.h>
#include <linux/fs.h>

struct barbet {
	struct work_struct work;
	struct mm_struct *mm;
	unsigned long addr;
	struct page *page;
};

static void barbet_work(struct work_struct *work)
{
	struct barbet *b = container_of(work, struct barbet, work);

	mmap_read_lock(b->mm);
	get_user_pages_remote(b->mm, b->addr, 1, 0, &b->page, NULL);
	mmap_read_unlock(b->mm);
}

static int barbet_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct barbet *b = file->private_data;

	schedule_work(&b->work);
	return 0;
}

const struct file_operations barbet_fops = { .mmap = barbet_mmap };

void barbet_init(struct barbet *b)
{
	INIT_WORK(&b->work, barbet_work);
}
