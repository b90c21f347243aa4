// SPDX-License-Identifier: GPL-2.0-only
//
// The remote form takes the pointer in place of NULL.
//
// layout: locked

int f(void)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, a, 1, 0, &page, NULL, NULL);
	mmap_read_unlock(mm);
	return ret;
}
