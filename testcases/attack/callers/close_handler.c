// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->close() is called with the lock held, by munmap() for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct tanager {
	unsigned long shadow;
	struct page *page;
};

static void tanager_flush(struct tanager *t)
{
	mmap_read_lock(current->mm);
	if (get_user_pages(t->shadow, 1, FOLL_WRITE, &t->page) == 1)
		put_page(t->page);
	mmap_read_unlock(current->mm);
}

static void tanager_vm_close(struct vm_area_struct *vma)
{
	tanager_flush(vma->vm_private_data);
}

const struct vm_operations_struct tanager_vm_ops = { .close = tanager_vm_close };
