// SPDX-License-Identifier: GPL-2.0-only
//
// The plain bracket: the lock, the call, the release on lines of their own.
//
// layout: unlocked

int f(void)
{
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);

	return ret;
}
