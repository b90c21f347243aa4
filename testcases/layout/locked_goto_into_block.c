// SPDX-License-Identifier: GPL-2.0-only
//
// A block that goto enters is no place for an initialiser.
//
// layout: locked

int f(void)
{
	int ret;

	if (x)
		goto inside;
	{
		int y;

inside:
		down_read(&mm->mmap_sem);
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	}
	return ret;
}
