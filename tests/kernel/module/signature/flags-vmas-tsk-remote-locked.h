/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "flags-vmas-tsk-remote-locked", of 4.10 to 5.8: the remote form also has a task, to count faults. */
#include "../testcase.h"

ADAPTER tsk_get(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		struct page **pages, struct vm_area_struct **vmas)
{
	return watch_plain(false, start, nr_pages, gup_flags, pages, vmas);
}

ADAPTER tsk_get_locked(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		       struct page **pages, int *locked)
{
	return watch_remote(false, current->mm, start, nr_pages, gup_flags, pages, NULL, locked);
}

ADAPTER tsk_get_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			 unsigned int gup_flags)
{
	return watch_unlocked(false, start, nr_pages, pages, gup_flags);
}

ADAPTER tsk_get_remote(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		       unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		       struct vm_area_struct **vmas, int *locked)
{
	return watch_remote(false, mm, start, nr_pages, gup_flags, pages, vmas, locked);
}

#define get_user_pages tsk_get
#define get_user_pages_locked tsk_get_locked
#define get_user_pages_unlocked tsk_get_unlocked
#define get_user_pages_remote tsk_get_remote
#define get_user_pages_fast fast_get_write
