// SPDX-License-Identifier: GPL-2.0-only
//
// Comments move with their arguments.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, /* start */
			     1, /* one */
			     flags, /* how */
			     pages, /* where */
			     NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
