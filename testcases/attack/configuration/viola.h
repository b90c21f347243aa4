/* SPDX-License-Identifier: GPL-2.0-only */
static inline int VIOLA(look)(unsigned long addr)
{
	VIOLA_ACT(current->mm, addr);
	return 1;
}
