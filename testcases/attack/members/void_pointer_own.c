// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->priv is a void pointer, read as a struct of the driver
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct skimmer_range {
	unsigned long vm_end;
};

struct skimmer {
	void *priv;
	unsigned long addr;
};

int skimmer_grab(struct skimmer *s, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->addr, 1, 0, page);
	if (ret == 1 && ((struct skimmer_range *)s->priv)->vm_end < s->addr)
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
