// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mmap_lock.h>
#include <linux/mm.h>
#include "tulipa.h"

int tulipa_poll(unsigned long addr, struct page **page)
{
	return tulipa_pin(addr, FOLL_WRITE | FOLL_NOWAIT, page);
}
