// SPDX-License-Identifier: GPL-2.0-only
//
// An else that would be empty but for a comment is not emptied.
//
// layout: unlocked, refused

int f(void)
{
	down_read(&mm->mmap_sem);
	if (a) {
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	} else {
		/* nothing to see */
		up_read(&mm->mmap_sem);
	}
	return ret;
}
