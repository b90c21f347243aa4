// SPDX-License-Identifier: GPL-2.0-only
//
// The braces of an else-if chain go together.
//
// layout: unlocked

int f(void)
{
	if (x) {
		down_read(&mm->mmap_sem);
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	} else if (y) {
		ret = 0;
	} else {
		return 1;
	}
	return ret;
}
