// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the array's element is read through a pointer parameter, its caller passes the
 * member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct potoo {
	unsigned long base[4];
};

static void potoo_close(struct vm_area_struct *vma)
{
	struct potoo *h = vma->vm_private_data;

	h->base[1] = 0;
}

const struct vm_operations_struct potoo_ops = { .close = potoo_close };
static long potoo_pin(const unsigned long *base, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(base[1], 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

long potoo_ioctl(struct potoo *h, struct page **page)
{
	return potoo_pin(h->base, page);
}
