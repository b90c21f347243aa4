// SPDX-License-Identifier: GPL-2.0-only
//
// A block is not emptied.
//
// layout: unlocked, refused

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	if (ret < 0) {
		up_read(&mm->mmap_sem);
	}
	return ret;
}
