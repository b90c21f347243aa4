// SPDX-License-Identifier: GPL-2.0-only
//
// The lock shares its line with a label: the variable is set behind the label, before it.
//
// layout: locked

int f(void)
{
	int ret;

again:	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	if (!ret)
		goto again;
	return ret;
}
