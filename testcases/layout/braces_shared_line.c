// SPDX-License-Identifier: GPL-2.0-only
//
// Braces stay where something follows the last of them.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x) {
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	} else {
		up_read(&mm->mmap_sem);
	} x++;
	return ret;
}
