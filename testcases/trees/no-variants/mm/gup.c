// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>

static long fault_in(unsigned long start, unsigned long nr_pages,
		     unsigned int gup_flags, struct page **pages)
{
	return start && pages ? (long)nr_pages : -14;
}

long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages, int write, int force,
		struct page **pages, struct vm_area_struct **vmas)
{
	return fault_in(start, nr_pages, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL_GPL(get_user_pages);
