// SPDX-License-Identifier: GPL-2.0-only
//
// A line that would be too long is broken between arguments.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	pinned = get_user_pages(address_of_it, number_of_pages, gup_flags,
				some->array_of_pages, NULL);
	up_read(&mm->mmap_sem);
	return 0;
}
