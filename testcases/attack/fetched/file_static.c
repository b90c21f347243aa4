// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma is kept in a variable of the file, set by one helper and read by another
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static struct vm_area_struct *chaffinch_area;

static int chaffinch_open(struct mm_struct *mm, unsigned long addr)
{
	chaffinch_area = vma_lookup(mm, addr);
	return chaffinch_area ? 0 : -EFAULT;
}

static unsigned long chaffinch_room(unsigned long addr)
{
	return chaffinch_area->vm_end - addr;
}

int chaffinch_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	ret = chaffinch_open(mm, addr);
	if (!ret)
		ret = get_user_pages_remote(mm, addr, 2, 0, pages, NULL);
	if (ret > 0 && chaffinch_room(addr) < 2 * PAGE_SIZE)
		ret = -ERANGE;
	mmap_read_unlock(mm);
	return ret;
}
