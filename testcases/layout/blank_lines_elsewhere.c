// SPDX-License-Identifier: GPL-2.0-only
//
// Blank lines that were there without the lock stay.
//
// layout: unlocked

int f(void)
{
	int ret;


	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);


	x++;
	up_read(&mm->mmap_sem);
	return ret;
}
