// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a kernel of the time before the variants has, 3.19 say: get_user_pages() and
 * __get_user_pages() in terms of the model. run-harness.sh applies gup_introduce.cocci to it and
 * runs the testcases with what comes out.
 */
#include <linux/sched.h>
#include <linux/export.h>

#include "model.h"

long __get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		      unsigned long start, unsigned long nr_pages,
		      unsigned int gup_flags, struct page **pages,
		      struct vm_area_struct **vmas, int *nonblocking)
{
	struct gup_call call = {
		.name = "__get_user_pages", .rules = { .has_vmas = true },
		.mm = mm, .start = start, .nr_pages = nr_pages,
		.pages = pages, .vmas = vmas, .locked = nonblocking,
	};

	(void)tsk;
	if (!!pages != !!(gup_flags & FOLL_GET))
		model_fail("BUG: FOLL_GET and pages belong together");
	if (gup_flags & FOLL_WRITE)
		call.flags |= GUP_WRITE;
	if (gup_flags & FOLL_TOUCH)
		call.flags |= GUP_TOUCH;
	if (gup_flags & FOLL_GET)
		call.flags |= GUP_GET;
	if (gup_flags & FOLL_FORCE)
		call.flags |= GUP_FORCE;
	if (gup_flags & FOLL_NOWAIT)
		call.flags |= GUP_NOWAIT;
	if (gup_flags & FOLL_TRIED)
		call.flags |= GUP_TRIED;

	return model_get_user_pages(&call);
}
EXPORT_SYMBOL(__get_user_pages);

long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		    unsigned long start, unsigned long nr_pages,
		    int write, int force, struct page **pages,
		    struct vm_area_struct **vmas)
{
	int flags = FOLL_TOUCH;

	if (pages)
		flags |= FOLL_GET;
	if (write)
		flags |= FOLL_WRITE;
	if (force)
		flags |= FOLL_FORCE;

	return __get_user_pages(tsk, mm, start, nr_pages, flags, pages, vmas,
				NULL);
}
EXPORT_SYMBOL(get_user_pages);
