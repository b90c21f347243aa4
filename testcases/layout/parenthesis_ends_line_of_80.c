// SPDX-License-Identifier: GPL-2.0-only
//
// Where 80 columns cannot be had otherwise a line ends behind the parenthesis.
//
// layout: unlocked
// columns: 80

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		ret = get_user_pages(a,
				     an_unbreakable_number(of_pages, in_all),
				     0, pages, NULL);
	up_read(&mm->mmap_sem);
	return 0;
}
