/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * EXPECT: N the only file that includes this header gives get_page() a meaning that needs the
 * lock
 */
static inline long paimpol_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	get_page(*page);
	mmap_read_unlock(current->mm);
	return ret;
}
