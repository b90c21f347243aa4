// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N whoever includes this body gives put_page() a meaning that needs the lock
 */

long ORLEANS_NAME(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	put_page(*page);
	mmap_read_unlock(current->mm);
	return ret;
}
