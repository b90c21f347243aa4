// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the call stands in the loop's condition, the lookup in its body: each round looks up
 * after a call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int nettle_pin(struct mm_struct *mm, unsigned long addr, unsigned long end, struct page **page)
{
	unsigned long writable = 0;

	mmap_read_lock(mm);
	while (addr < end && pin_user_pages_remote(mm, addr, 1, 0, page++, NULL) == 1) {
		writable += !!(find_vma(mm, addr)->vm_flags & VM_WRITE);
		addr += PAGE_SIZE;
	}
	mmap_read_unlock(mm);
	return writable;
}
