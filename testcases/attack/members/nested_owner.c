// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N owner.as is an mm, two structs down; its data_vm is the lock's
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct wobbegong {
	struct {
		struct mm_struct *as;
		pid_t pid;
	} owner;
	unsigned long addr;
};

int wobbegong_pin(struct wobbegong *w, struct page **page)
{
	int ret;

	mmap_read_lock(w->owner.as);
	ret = pin_user_pages_remote(w->owner.as, w->addr, 1, 0, page, NULL);
	if (ret == 1 && w->owner.as->data_vm > 1 << 20)
		ret = -ENOMEM;
	mmap_read_unlock(w->owner.as);
	return ret;
}
