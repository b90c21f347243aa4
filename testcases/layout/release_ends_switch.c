// SPDX-License-Identifier: GPL-2.0-only
//
// A case of which only the release is left, at the end of a switch, ends with a break.
//
// layout: unlocked

int f(void)
{
	int ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(a, 1, 0, pages, NULL);
	switch (ret) {
	case 1:
		up_read(&mm->mmap_sem);
		break;
	default:
		up_read(&mm->mmap_sem);
	}
	return ret;
}
