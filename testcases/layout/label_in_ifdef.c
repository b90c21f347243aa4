// SPDX-License-Identifier: GPL-2.0-only
//
// A label in an #if is not left at the end.
//
// layout: unlocked, refused

void f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		goto out;
	ret = get_user_pages(a, 1, 0, pages, NULL);
#ifdef X
out:
#endif
	up_read(&mm->mmap_sem);
}
