// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hand over hand into the caller: the mutex is taken under the mmap lock and the
 * caller releases it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>

struct howler {
	struct mutex lock;
	unsigned long addr;
	struct page *page;
};

static int howler_pin_locked(struct howler *h, struct mm_struct *mm)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, h->addr, 1, 0, &h->page, NULL);
	mutex_lock(&h->lock);
	mmap_read_unlock(mm);
	return ret;
}

int howler_use(struct howler *h, struct mm_struct *mm)
{
	int ret = howler_pin_locked(h, mm);

	if (ret == 1)
		unpin_user_page(h->page);
	mutex_unlock(&h->lock);
	return ret;
}
