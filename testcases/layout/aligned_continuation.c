// SPDX-License-Identifier: GPL-2.0-only
//
// Continuation lines aligned with the parenthesis follow it.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(address, count,
			     gup_flags | FOLL_WRITE,
			     pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
