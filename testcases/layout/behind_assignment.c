// SPDX-License-Identifier: GPL-2.0-only
//
// Broken behind the assignment where nothing else is narrow enough.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	some_structure->some_member->number_of_pinned = get_user_pages(a, 1,
								       0, p,
								       NULL);
	up_read(&mm->mmap_sem);
	return 0;
}
