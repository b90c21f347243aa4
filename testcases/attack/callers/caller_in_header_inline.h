/* SPDX-License-Identifier: GPL-2.0-only */
long faenza_grab(unsigned long addr, struct page **page);
static inline long faenza_grab_one(unsigned long addr, struct page **page)
{
	return addr ? faenza_grab(addr, page) : -EFAULT;
}
