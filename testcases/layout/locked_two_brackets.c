// SPDX-License-Identifier: GPL-2.0-only
//
// Two brackets, two variables.
//
// layout: locked
// note: the variable is mmap_locked

int f(void)
{
	down_read(&mm->mmap_sem);
	x = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	down_read(&mm->mmap_sem);
	y = get_user_pages(b, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return x;
}
