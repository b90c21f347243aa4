// SPDX-License-Identifier: GPL-2.0-only
//
// The body of a switch is no place for an initialiser.
//
// layout: locked

int f(int n)
{
	int ret;

	switch (n) {
	case 1:
		down_read(&mm->mmap_sem);
		ret = get_user_pages(a, 1, 0, pages, NULL);
		up_read(&mm->mmap_sem);
		break;
	}
	return ret;
}
