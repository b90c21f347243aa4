// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->space is an mm, whose page tables are walked after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pgtable.h>

struct snapper {
	struct mm_struct *space;
	unsigned long addr;
};

int snapper_pin(struct snapper *s, struct page **page)
{
	int ret;

	mmap_read_lock(s->space);
	ret = pin_user_pages_remote(s->space, s->addr, 1, 0, page, NULL);
	if (ret == 1 && pgd_none(*pgd_offset(s->space, s->addr)))
		ret = -EAGAIN;
	mmap_read_unlock(s->space);
	return ret;
}
