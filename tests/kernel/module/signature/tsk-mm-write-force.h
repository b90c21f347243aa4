/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "tsk-mm-write-force", of 4.0 to 4.4. */
#include "../testcase.h"

#define FLAGS ((write ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0))

ADAPTER tsk_get(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		unsigned long nr_pages, int write, int force, struct page **pages,
		struct vm_area_struct **vmas)
{
	return watch_remote(false, mm, start, nr_pages, FLAGS, pages, vmas, NULL);
}

ADAPTER tsk_get_locked(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		       unsigned long nr_pages, int write, int force, struct page **pages,
		       int *locked)
{
	return watch_remote(false, mm, start, nr_pages, FLAGS, pages, NULL, locked);
}

ADAPTER tsk_get_unlocked(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
			 unsigned long nr_pages, int write, int force, struct page **pages)
{
	return watch_mm_unlocked(mm, start, nr_pages, pages, FLAGS);
}

#define get_user_pages tsk_get
#define get_user_pages_locked tsk_get_locked
#define get_user_pages_unlocked tsk_get_unlocked
#define get_user_pages_fast fast_get_write
