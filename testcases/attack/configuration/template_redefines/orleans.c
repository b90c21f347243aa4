// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static void orleans_put(struct page *page)
{
	mmap_assert_locked(current->mm);
	(put_page)(page);
}

#define put_page(page) orleans_put(page)
#define ORLEANS_NAME orleans_pin
#include "orleans_body.c"
