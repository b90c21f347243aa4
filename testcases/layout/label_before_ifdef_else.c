// SPDX-License-Identifier: GPL-2.0-only
//
// A label before an #if with an #else.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		goto out;
	ret = get_user_pages(a, 1, 0, pages, NULL);
out:
	up_read(&mm->mmap_sem);
#ifdef X
	return y;
#else
	return ret;
#endif
}
