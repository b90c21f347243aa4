/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "flags": that of 6.5 and later, for which 6.1 only lacks the absent vmas. */
#include "../testcase.h"

/* The testcases of this signature are of a 6.12. */
#undef LINUX_VERSION_CODE
#define LINUX_VERSION_CODE KERNEL_VERSION(6, 12, 0)

ADAPTER flags_get(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		  struct page **pages)
{
	return watch_plain(false, start, nr_pages, gup_flags, pages, NULL);
}

ADAPTER flags_pin(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		  struct page **pages)
{
	return watch_plain(true, start, nr_pages, gup_flags, pages, NULL);
}

ADAPTER flags_get_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			 unsigned int gup_flags, struct page **pages, int *locked)
{
	return watch_remote(false, mm, start, nr_pages, gup_flags, pages, NULL, locked);
}

ADAPTER flags_pin_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			 unsigned int gup_flags, struct page **pages, int *locked)
{
	return watch_remote(true, mm, start, nr_pages, gup_flags, pages, NULL, locked);
}

ADAPTER flags_get_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			   unsigned int gup_flags)
{
	return watch_unlocked(false, start, nr_pages, pages, gup_flags);
}

ADAPTER flags_pin_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			   unsigned int gup_flags)
{
	return watch_unlocked(true, start, nr_pages, pages, gup_flags);
}

#define get_user_pages flags_get
#define pin_user_pages flags_pin
#define get_user_pages_remote flags_get_remote
#define pin_user_pages_remote flags_pin_remote
#define get_user_pages_unlocked flags_get_unlocked
#define pin_user_pages_unlocked flags_pin_unlocked
#define get_user_pages_fast fast_get
#define pin_user_pages_fast fast_pin
