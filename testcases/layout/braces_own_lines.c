// SPDX-License-Identifier: GPL-2.0-only
//
// Braces stay on lines of their own.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	if (ret)
	{
		up_read(&mm->mmap_sem);
		return 0;
	}
	up_read(&mm->mmap_sem);
	return ret;
}
