/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "flags-vmas": that of 6.1 itself. */
#include "../testcase.h"

ADAPTER vmas_get(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		 struct page **pages, struct vm_area_struct **vmas)
{
	return watch_plain(false, start, nr_pages, gup_flags, pages, vmas);
}

ADAPTER vmas_pin(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		 struct page **pages, struct vm_area_struct **vmas)
{
	return watch_plain(true, start, nr_pages, gup_flags, pages, vmas);
}

ADAPTER vmas_get_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas,
			int *locked)
{
	return watch_remote(false, mm, start, nr_pages, gup_flags, pages, vmas, locked);
}

ADAPTER vmas_pin_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas,
			int *locked)
{
	return watch_remote(true, mm, start, nr_pages, gup_flags, pages, vmas, locked);
}

ADAPTER vmas_get_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			  unsigned int gup_flags)
{
	return watch_unlocked(false, start, nr_pages, pages, gup_flags);
}

ADAPTER vmas_pin_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			  unsigned int gup_flags)
{
	return watch_unlocked(true, start, nr_pages, pages, gup_flags);
}

#define get_user_pages vmas_get
#define pin_user_pages vmas_pin
#define get_user_pages_remote vmas_get_remote
#define pin_user_pages_remote vmas_pin_remote
#define get_user_pages_unlocked vmas_get_unlocked
#define pin_user_pages_unlocked vmas_pin_unlocked
#define get_user_pages_fast fast_get
#define pin_user_pages_fast fast_pin
