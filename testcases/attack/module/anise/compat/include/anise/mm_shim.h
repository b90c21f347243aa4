/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ANISE_MM_SHIM_H
#define ANISE_MM_SHIM_H

#include <linux/mm.h>

static inline long anise_get_user_pages(unsigned long start, unsigned long nr, unsigned int flags,
					struct page **pages)
{
	WARN_ON_ONCE(!find_vma(current->mm, start));
	return get_user_pages(start, nr, flags, pages);
}

#define get_user_pages anise_get_user_pages

#endif
