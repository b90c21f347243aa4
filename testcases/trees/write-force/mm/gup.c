// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>

static long fault_in(unsigned long start, unsigned long nr_pages,
		     unsigned int gup_flags, struct page **pages)
{
	return start && pages ? (long)nr_pages : -14;
}

long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages, int write, int force,
		struct page **pages, struct vm_area_struct **vmas)
{
	return fault_in(start, nr_pages, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL(get_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages, int write,
		int force, struct page **pages, struct vm_area_struct **vmas)
{
	return fault_in(start, nr_pages, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL(get_user_pages);

long get_user_pages_locked(unsigned long start, unsigned long nr_pages,
		int write, int force, struct page **pages, int *locked)
{
	return fault_in(start, nr_pages, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL(get_user_pages_locked);

long __get_user_pages_unlocked(struct task_struct *tsk, struct mm_struct *mm,
		unsigned long start, unsigned long nr_pages, int write, int force,
		struct page **pages, unsigned int gup_flags)
{
	return fault_in(start, nr_pages, gup_flags, pages);
}
EXPORT_SYMBOL(__get_user_pages_unlocked);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		int write, int force, struct page **pages)
{
	return fault_in(start, nr_pages, write ? FOLL_WRITE : 0, pages);
}
EXPORT_SYMBOL(get_user_pages_unlocked);
