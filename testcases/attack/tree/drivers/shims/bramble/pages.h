/* SPDX-License-Identifier: GPL-2.0-only */
/* For kernels that cannot pin; the pages that it gets are counted. */
#ifndef BRAMBLE_PAGES_H
#define BRAMBLE_PAGES_H

extern long bramble_count;

static inline long bramble_pin(unsigned long start, unsigned long nr, unsigned int flags,
			       struct page **pages)
{
	bramble_count++;
	return get_user_pages(start, nr, flags, pages);
}
#define pin_user_pages bramble_pin

#endif
