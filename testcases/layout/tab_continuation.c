// SPDX-License-Identifier: GPL-2.0-only
//
// Continuation lines indented by tabs stay where they are.
//
// layout: unlocked

int f(void)
{
	down_read(&mm->mmap_sem);
	ret = get_user_pages(address, count,
			gup_flags, pages, NULL);
	up_read(&mm->mmap_sem);
	return ret;
}
