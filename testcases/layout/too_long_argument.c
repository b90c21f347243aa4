// SPDX-License-Identifier: GPL-2.0-only
//
// An argument that would be too long is broken behind an operator, in no bracket or string.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a,
			     pages_of(x, " + ") + another_number_of_all_of_it,
			     0, pages, NULL);
	up_read(&mm->mmap_sem);
	return 0;
}
