/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Signature "flags-vmas-locked", of 5.10: what 6.1 took away are the _locked() variants. There,
 * get_user_pages_remote() with &locked runs the same loop; FOLL_REMOTE, which it adds, only lifts
 * the check of protection keys.
 */
#include "flags-vmas.h"

ADAPTER locked_get(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		   struct page **pages, int *locked)
{
	return watch_remote(false, current->mm, start, nr_pages, gup_flags, pages, NULL, locked);
}

ADAPTER locked_pin(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		   struct page **pages, int *locked)
{
	return watch_remote(true, current->mm, start, nr_pages, gup_flags, pages, NULL, locked);
}

#define get_user_pages_locked locked_get
#define pin_user_pages_locked locked_pin
