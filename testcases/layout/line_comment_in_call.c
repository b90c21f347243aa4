// SPDX-License-Identifier: GPL-2.0-only
//
// A line comment in a call: what follows it on the line would be swallowed.
//
// layout: unlocked, refused

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, // none
			     pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
