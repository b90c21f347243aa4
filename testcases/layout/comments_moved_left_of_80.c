// SPDX-License-Identifier: GPL-2.0-only
//
// A call with comments that gets too wide keeps its lines, moved to the left.
//
// layout: unlocked
// columns: 80

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		ret = get_user_pages((unsigned long)some->place_of_it_all,
				     1, /* one */
				     flags, /* how */
				     pages, /* where */
				     NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
