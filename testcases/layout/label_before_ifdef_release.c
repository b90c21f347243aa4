// SPDX-License-Identifier: GPL-2.0-only
//
// A label before an #if that begins with the release and goes on with a declaration.
//
// layout: unlocked, refused

int f(void)
{
	down_read(&mm->mmap_sem);
	if (x)
		goto out;
	ret = get_user_pages(a, 1, 0, pages, NULL);
out:
#ifdef X
	up_read(&mm->mmap_sem);
	int y = 1;
#else
	up_read(&mm->mmap_sem);
	x++;
#endif
	return ret;
}
