// SPDX-License-Identifier: GPL-2.0-only
//
// An argument that would go over 80 columns is broken in a tree that allows 80.
//
// layout: unlocked
// columns: 80

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		ret = get_user_pages(a,
				     another->address_of_it + first_page * PAGE_SIZE,
				     0, pages, NULL);
	up_read(&mm->mmap_sem);
	return 0;
}
