// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the notifier's chain calls it with no mmap lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/notifier.h>

static struct page *liege_page;

static int liege_event(struct notifier_block *nb, unsigned long addr, void *data)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, &liege_page);
	mmap_read_unlock(current->mm);
	return ret == 1 ? NOTIFY_OK : NOTIFY_BAD;
}

struct notifier_block liege_nb = { .notifier_call = liege_event };
