/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "tsk-mm-flags", of a stable 4.4: every form names the mm. */
#include "../testcase.h"

ADAPTER tsk_get(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		struct vm_area_struct **vmas)
{
	return watch_remote(false, mm, start, nr_pages, gup_flags, pages, vmas, NULL);
}

ADAPTER tsk_get_locked(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		       unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		       int *locked)
{
	return watch_remote(false, mm, start, nr_pages, gup_flags, pages, NULL, locked);
}

ADAPTER tsk_get_unlocked(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
			 unsigned long nr_pages, struct page **pages, unsigned int gup_flags)
{
	return watch_mm_unlocked(mm, start, nr_pages, pages, gup_flags);
}

#define get_user_pages tsk_get
#define get_user_pages_locked tsk_get_locked
#define get_user_pages_unlocked tsk_get_unlocked
#define __get_user_pages_unlocked tsk_get_unlocked
#define get_user_pages_fast fast_get_write
