// SPDX-License-Identifier: GPL-2.0-only
//
// A goto back before the lock: set anew there.
//
// layout: locked

int f(void)
{
	int ret;

again:
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	if (ret == -EAGAIN)
		goto again;
	return ret;
}
