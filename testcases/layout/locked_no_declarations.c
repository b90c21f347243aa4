// SPDX-License-Identifier: GPL-2.0-only
//
// A block without declarations.
//
// layout: locked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
