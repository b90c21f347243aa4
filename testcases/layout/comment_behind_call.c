// SPDX-License-Identifier: GPL-2.0-only
//
// The comment behind the call is that of its last argument.
//
// layout: unlocked
// note: /* vmas */

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(
		addr,     /* start */
		1,        /* one */
		0,        /* flags */
		pages,    /* pages */
		NULL);    /* vmas */
	up_read(&mm->mmap_sem);
}
