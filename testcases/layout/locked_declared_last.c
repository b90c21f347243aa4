// SPDX-License-Identifier: GPL-2.0-only
//
// The variable is declared behind the last declaration.
//
// layout: locked

int f(void)
{
	int ret; /* the
		    * result */
	long x;	/* more,
		 * and more */

	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem); /* done */
	return ret;
}
