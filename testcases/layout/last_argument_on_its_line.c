// SPDX-License-Identifier: GPL-2.0-only
//
// The last argument, alone on its line, goes with the line.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages,
			     NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
