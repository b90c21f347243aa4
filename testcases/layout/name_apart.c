// SPDX-License-Identifier: GPL-2.0-only
//
// The callee's name on a line of its own, apart from its parenthesis.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages
		(a, 1,
		 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
