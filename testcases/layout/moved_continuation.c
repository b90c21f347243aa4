// SPDX-License-Identifier: GPL-2.0-only
//
// Continuation lines in an argument that moves.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, FOLL_WRITE |
			     FOLL_FORCE, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
