// SPDX-License-Identifier: GPL-2.0-only
//
// An else that would be empty goes.
//
// layout: unlocked
// note: /* unused */

int f(void)
{
	down_read(&mm->mmap_sem);
	if (a) {
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
	} else {
		up_read(&mm->mmap_sem); /* unused */
	}

	return ret;
}
