// SPDX-License-Identifier: GPL-2.0-only
//
// The comment of a dropped argument is told.
//
// layout: unlocked
// note: /* no vmas */

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL /* no vmas */);
	up_read(&mm->mmap_sem);
	return ret;
}
