// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the read is in a helper that gets the address of the member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct quelea {
	unsigned long base;
};

static void quelea_close(struct vm_area_struct *vma)
{
	struct quelea *h = vma->vm_private_data;

	h->base = 0;
}

const struct vm_operations_struct quelea_ops = { .close = quelea_close };
static unsigned long quelea_get(const unsigned long *p)
{
	return *p;
}

long quelea_pin(struct quelea *h, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(quelea_get(&h->base), 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
