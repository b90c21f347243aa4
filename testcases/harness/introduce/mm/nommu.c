// SPDX-License-Identifier: GPL-2.0-only
/*
 * The same without MMU: every page is there, or it is not mapped; nothing waits.
 */
#include <linux/sched.h>
#include <linux/export.h>

#include "model.h"

long __get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		      unsigned long start, unsigned long nr_pages,
		      unsigned int foll_flags, struct page **pages,
		      struct vm_area_struct **vmas, int *nonblocking)
{
	struct gup_call call = {
		.name = "__get_user_pages", .rules = { .has_vmas = true, .no_mmu = true },
		.mm = mm, .start = start, .nr_pages = nr_pages,
		.pages = pages, .vmas = vmas, .flags = GUP_WRITE,
	};

	(void)tsk;
	if (!(foll_flags & FOLL_WRITE))
		call.flags = 0;
	if (foll_flags & FOLL_FORCE)
		call.flags |= GUP_FORCE;

	return model_get_user_pages(&call);
}

long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		    unsigned long start, unsigned long nr_pages,
		    int write, int force, struct page **pages,
		    struct vm_area_struct **vmas)
{
	int flags = 0;

	if (write)
		flags |= FOLL_WRITE;
	if (force)
		flags |= FOLL_FORCE;

	return __get_user_pages(tsk, mm, start, nr_pages, flags, pages, vmas,
				NULL);
}
EXPORT_SYMBOL(get_user_pages);

/* As mm/util.c has it for all who have no better one. */
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(current, mm, start, nr_pages, write, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return (int)ret;
}
