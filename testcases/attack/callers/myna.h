/* SPDX-License-Identifier: GPL-2.0-only */
int myna_pin(unsigned long addr, struct page **page);

static inline int myna_pin_checked(unsigned long addr, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(current->mm);
	if (find_vma(current->mm, addr))
		ret = myna_pin(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
