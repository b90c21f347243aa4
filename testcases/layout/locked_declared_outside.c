// SPDX-License-Identifier: GPL-2.0-only
//
// It is declared in the block that holds the acquisition and every release.
//
// layout: locked

int f(void)
{
	int ret;

	down_read(&mm->mmap_sem);
	if (x) {
		int y;

		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	}
	return ret;
}
