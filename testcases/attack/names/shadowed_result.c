// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N inner variables shadow the outer ones: page is a vma, looked up and read after the
 * call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct sequoia {
	struct mm_struct *mm;
	unsigned long addr;
};

int sequoia_pin(struct sequoia *s, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(s->addr, 1, 0, page);
	if (ret == 1) {
		struct mm_struct *mm = current->mm;
		struct vm_area_struct *page = find_vma(mm, s->addr);

		ret = page && page->vm_file;
	}
	mmap_read_unlock(mm);
	return ret;
}
