// SPDX-License-Identifier: GPL-2.0-only
//
// A comment behind the lock and one about it go and are told.
//
// layout: unlocked
// note: /* Take the mmap semaphore for reading. */

int f(void)
{
	int ret;

	/* Take the mmap semaphore for reading. */
	down_read(&mm->mmap_sem); /* held */
	/* one page only */
	ret = get_user_pages(a, 1, 0, pages, NULL);

	up_read(&mm->mmap_sem);

	return ret;
}
