/* SPDX-License-Identifier: GPL-2.0-only */
struct wheatear {
	unsigned long addr;
	unsigned int live;	/* current->mm->mmap_lock */
	unsigned int flags;	/* set once, at probe */
};
