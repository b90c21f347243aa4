// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the result is stored at an index that a helper takes from the vma, evaluated as the
 * call returns
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static unsigned int warbler_slot(struct mm_struct *mm, unsigned long addr)
{
	return vma_lookup(mm, addr)->vm_pgoff & 15;
}

void warbler_pin(struct mm_struct *mm, unsigned long addr, struct page **page, long *results)
{
	mmap_read_lock(mm);
	results[warbler_slot(mm, addr)] = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
}
