// SPDX-License-Identifier: GPL-2.0-only
//
// Lines of which one is not aligned stay where they are.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a,
			     1,
		flags, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
