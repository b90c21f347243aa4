// SPDX-License-Identifier: GPL-2.0-only
//
// A line that cannot be narrow enough stays as the author broke it.
//
// layout: unlocked

int f(void)
{
	while (x) {
		down_read(&mm->mmap_sem);
		ret = get_user_pages(base,
				     min_t(unsigned long, number,
				     PAGE_SIZE / sizeof(struct page *)),
				     flags, list, NULL);
		up_read(&mm->mmap_sem);
	}
}
