// SPDX-License-Identifier: GPL-2.0-only
//
// A label is not left before a declaration.
//
// layout: unlocked, refused

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		goto out;
	ret = get_user_pages(a, 1, 0, pages, NULL);
out:
	up_read(&mm->mmap_sem);
	int after = ret;
	return after;
}
