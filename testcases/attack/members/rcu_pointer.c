// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mm comes out of rcu_dereference_protected(), and its flags are the lock's
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rcupdate.h>

struct wahoo {
	struct mm_struct __rcu *space;
	unsigned long addr;
};

int wahoo_pin(struct wahoo *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(w->addr, 1, 0, page);
	if (ret == 1 && rcu_dereference_protected(w->space, 1)->def_flags)
		ret = -EINVAL;
	mmap_read_unlock(current->mm);
	return ret;
}
