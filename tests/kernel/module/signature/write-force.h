/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "write-force", of 4.6 to 4.8. */
#include "../testcase.h"

#define FLAGS ((write ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0))

ADAPTER force_get(unsigned long start, unsigned long nr_pages, int write, int force,
		  struct page **pages, struct vm_area_struct **vmas)
{
	return watch_plain(false, start, nr_pages, FLAGS, pages, vmas);
}

ADAPTER force_get_locked(unsigned long start, unsigned long nr_pages, int write, int force,
			 struct page **pages, int *locked)
{
	return watch_remote(false, current->mm, start, nr_pages, FLAGS, pages, NULL, locked);
}

ADAPTER force_get_unlocked(unsigned long start, unsigned long nr_pages, int write, int force,
			   struct page **pages)
{
	return watch_unlocked(false, start, nr_pages, pages, FLAGS);
}

ADAPTER force_get_remote(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
			 unsigned long nr_pages, int write, int force, struct page **pages,
			 struct vm_area_struct **vmas)
{
	return watch_remote(false, mm, start, nr_pages, FLAGS, pages, vmas, NULL);
}

ADAPTER force_get_mm_unlocked(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
			      unsigned long nr_pages, int write, int force, struct page **pages,
			      unsigned int gup_flags)
{
	return watch_mm_unlocked(mm, start, nr_pages, pages,
				 FLAGS | (gup_flags & ~(FOLL_TOUCH | FOLL_REMOTE)));
}

#define get_user_pages force_get
#define get_user_pages_locked force_get_locked
#define get_user_pages_unlocked force_get_unlocked
#define get_user_pages_remote force_get_remote
#define __get_user_pages_unlocked force_get_mm_unlocked
#define get_user_pages_fast fast_get_write
