// SPDX-License-Identifier: GPL-2.0-only
//
// A comment about pages goes only if it names the lock.
//
// layout: unlocked
// note: mm page semaphore

int f(void)
{
	int ret;

	/* Acquire the mm page semaphore. */
	down_read(&mm->mmap_sem);

	ret = get_user_pages(a, 1, 0, pages, NULL);
	/* unlock the pages */
	up_read(&mm->mmap_sem);
	return ret;
}
