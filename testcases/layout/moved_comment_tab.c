// SPDX-License-Identifier: GPL-2.0-only
//
// A comment that moves keeps its tab.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a,	/* where */
			     1,	/* one */
			     0,	/* how */
			     pages,	/* room */
			     NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
