// SPDX-License-Identifier: GPL-2.0-only
//
// In an #else there is no place for the declaration.
//
// layout: locked, refused

int f(void)
{
	int ret = 0;

#ifdef CONFIG_X
	x++;
#else
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
#endif
	return ret;
}
