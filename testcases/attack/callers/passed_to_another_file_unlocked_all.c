// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include "linsang.h"

long linsang_over_all(unsigned long addr, struct page **pages, linsang_fn fn)
{
	long got = fn(addr, pages);

	if (got > 0)
		got = fn(addr + PAGE_SIZE, pages + 1);
	return got;
}
