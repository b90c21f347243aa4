// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N put_page() is a macro of this driver here, and checks the vma of the address
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct dipper {
	unsigned long addr;
	unsigned int foreign;
};

static void dipper_put(struct dipper *d, struct page *page)
{
	struct vm_area_struct *vma = find_vma(current->mm, d->addr);

	if (vma && vma->vm_file)
		d->foreign++;
	unpin_user_page(page);
}

#undef put_page
#define put_page(p) dipper_put(d, p)

int dipper_probe(struct dipper *d)
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(d->addr, 1, FOLL_WRITE, &page);
	if (ret == 1)
		put_page(page);
	mmap_read_unlock(current->mm);
	return ret;
}
