// SPDX-License-Identifier: GPL-2.0-only
//
// A call inside another keeps the comment inside.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = g(get_user_pages(a, 1,
			       flags, /* how */
			       pages, NULL));
	up_read(&mm->mmap_sem);
	return ret;
}
