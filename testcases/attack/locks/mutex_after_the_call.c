// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the mutex is taken and given after the call, before the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>

struct suni {
	struct mutex lock;
	unsigned long addr;
	unsigned long got;
};

int suni_grab(struct suni *s, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, s->addr, 1, 0, page, NULL);
	mutex_lock(&s->lock);
	if (ret > 0)
		s->got += ret;
	mutex_unlock(&s->lock);
	mmap_read_unlock(mm);
	return ret;
}
