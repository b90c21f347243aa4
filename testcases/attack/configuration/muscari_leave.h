/* SPDX-License-Identifier: GPL-2.0-only */
	if (ret == 1 && !find_vma(mm, addr))
		ret = -EFAULT;
	mmap_read_unlock(mm);
