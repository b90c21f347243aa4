// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a variable of the file holds the function that ->close() calls
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct redshank {
	unsigned long base;
};

static void redshank_move(struct redshank *v)
{
	v->base = 0;
}

static void (*redshank_hook)(struct redshank *v);
void redshank_init(void)
{
	redshank_hook = redshank_move;
}

static void redshank_close(struct vm_area_struct *vma)
{
	redshank_hook(vma->vm_private_data);
}

const struct vm_operations_struct redshank_ops = { .close = redshank_close };
long redshank_pin(struct redshank *v, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(v->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
