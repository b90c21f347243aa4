// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N kmemdup_binturong(), in another file, only shares its first letters with a primitive:
 * it looks up a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "binturong.h"

long binturong_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	unsigned long copy;
	long got;

	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	copy = kmemdup_binturong(mm, addr);
	mmap_read_unlock(mm);
	return copy ? got : -EFAULT;
}
