// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>

int get_user_pages_fast(unsigned long start, int nr_pages, int write,
		struct page **pages)
{
	return pages ? nr_pages : -14;
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
