// SPDX-License-Identifier: GPL-2.0-only
//
// Braces stay round a statement of two lines.
//
// layout: unlocked

int f(void)
{
	if (x) {
		down_read(&mm->mmap_sem);
		ret = get_user_pages(a, 1, 0,
				     pages, NULL);
		up_read(&mm->mmap_sem);
	}
	return ret;
}
