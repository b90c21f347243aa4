// SPDX-License-Identifier: GPL-2.0-only
//
// A comment about more than the lock stays.
//
// layout: unlocked

int f(void)
{
	int ret;

	/* The lock keeps the buffer in place. */
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
