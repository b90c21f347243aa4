// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N shrike_sync() is another name of a function that reads mm->map_count under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int __shrike_sync(struct mm_struct *mm);
int shrike_sync(struct mm_struct *mm) __attribute__((alias("__shrike_sync")));

int __shrike_sync(struct mm_struct *mm)
{
	return find_vma(mm, 0) ? mm->map_count : 0;
}

int shrike_enter(unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int got, maps = 0;

	mmap_read_lock(mm);
	got = get_user_pages(addr, 1, 0, pages);
	if (got == 1)
		maps = shrike_sync(mm);
	mmap_read_unlock(mm);
	return got < 0 ? got : maps;
}
