// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the bit only remembers that the device was used; nobody waits for it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/bitops.h>

#define ADDAX_USED	3

struct addax {
	unsigned long state;
	unsigned long addr;
};

int addax_grab(struct addax *a, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, a->addr, 1, 0, page, NULL);
	if (ret == 1)
		set_bit(ADDAX_USED, &a->state);
	mmap_read_unlock(mm);
	return ret;
}
