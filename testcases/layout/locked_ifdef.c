// SPDX-License-Identifier: GPL-2.0-only
//
// Declared under the #if of its only use.
//
// layout: locked

int f(void)
{
	int ret = 0;

#ifdef CONFIG_X
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
#endif
	return ret;
}
