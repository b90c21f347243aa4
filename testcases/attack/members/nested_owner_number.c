// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L of the same struct only the pid is read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct thresher {
	struct {
		struct mm_struct *as;
		pid_t pid;
	} owner;
	unsigned long addr;
};

int thresher_pin(struct thresher *t, struct page **page)
{
	int ret;

	mmap_read_lock(t->owner.as);
	ret = pin_user_pages_remote(t->owner.as, t->addr, 1, 0, page, NULL);
	if (ret == 1 && t->owner.pid == 1)
		ret = -EPERM;
	mmap_read_unlock(t->owner.as);
	return ret;
}
