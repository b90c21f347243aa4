// SPDX-License-Identifier: GPL-2.0-only
//
// Braces stay round an #if.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	if (ret) {
		up_read(&mm->mmap_sem);
#ifdef X
		return 0;
#endif
	}
	up_read(&mm->mmap_sem);
	return ret;
}
