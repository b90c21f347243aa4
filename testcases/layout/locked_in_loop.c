// SPDX-License-Identifier: GPL-2.0-only
//
// A bracket in a loop: declared in the loop's body, and so set each time.
//
// layout: locked

int f(void)
{
	int i;

	for (i = 0; i < n; i++) {
		int ret;

		down_read(&mm->mmap_sem);
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	}
	return 0;
}
