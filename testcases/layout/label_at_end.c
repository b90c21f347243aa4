// SPDX-License-Identifier: GPL-2.0-only
//
// A label at the end of a void function gets one.
//
// layout: unlocked

static void f(void)
{
	down_read(&mm->mmap_sem);
	if (get_user_pages(a, 1, 0, pages, NULL) < 0)
		goto out;
	x++;
out:
	up_read(&mm->mmap_sem);
}
