// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>

long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages, int write, int force,
		struct page **pages, struct vm_area_struct **vmas)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(get_user_pages);
