// SPDX-License-Identifier: GPL-2.0-only
//
// Every name for the variable is taken.
//
// layout: locked
// note: the variable is locked1

#define mmap_locked 1
int f(bool locked)
{
	int gup_locked;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
