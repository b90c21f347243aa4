// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N with five levels of page tables one of them is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pgtable.h>

int scilla_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
#if CONFIG_PGTABLE_LEVELS > 4
	if (ret == 1 && p4d_none(*p4d_offset(pgd_offset(mm, addr), addr)))
		ret = -EAGAIN;
#endif
	mmap_read_unlock(mm);
	return ret;
}
