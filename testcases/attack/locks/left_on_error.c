// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N on success the function ends with the mutex held, taken under the mmap lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>

struct aardvark {
	struct mutex lock;
	unsigned long addr;
};

int aardvark_begin(struct aardvark *a, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, a->addr, 1, 0, page, NULL);
	mutex_lock(&a->lock);
	if (ret != 1)
		mutex_unlock(&a->lock);
	mmap_read_unlock(mm);
	return ret;
}

void aardvark_end(struct aardvark *a)
{
	mutex_unlock(&a->lock);
}
