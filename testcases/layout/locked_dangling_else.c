// SPDX-License-Identifier: GPL-2.0-only
//
// A condition before the release would take the else.
//
// layout: locked, refused

int f(void)
{
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	if (ret)
		up_read(&mm->mmap_sem);
	else
		x++;
	return ret;
}
