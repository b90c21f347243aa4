// SPDX-License-Identifier: GPL-2.0-only
//
// Declared above declarations that are all in an #if.
//
// layout: locked

int f(void)
{
#ifdef X
	int ret;
#else
	long ret;
#endif

	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
