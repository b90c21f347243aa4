// SPDX-License-Identifier: GPL-2.0-only
//
// A call with comments keeps its lines in place where the tree allows 100 columns.
//
// layout: unlocked

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
