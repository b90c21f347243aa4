// SPDX-License-Identifier: GPL-2.0-only
//
// Declared beside a declaration under the same #if.
//
// layout: locked

int f(void)
{
	int x;
#ifdef CONFIG_X
	int ret = 0;
#endif

#ifdef CONFIG_X
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
#endif
	return x;
}
