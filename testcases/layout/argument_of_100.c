// SPDX-License-Identifier: GPL-2.0-only
//
// An argument over 80 columns stays whole where the tree allows 100.
//
// layout: unlocked

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
