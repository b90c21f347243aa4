// SPDX-License-Identifier: GPL-2.0-only
//
// A case is not left before a declaration.
//
// layout: unlocked, refused

int f(int n)
{
	switch (n) {
	case 5:
		down_read(&mm->mmap_sem);
		int ret = x;
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
		return ret;
	}
	return 0;
}
