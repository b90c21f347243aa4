// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int perigueux_check(mm, addr)
struct mm_struct *mm;
unsigned long addr;
{
	return vma_lookup(mm, addr) != NULL;
}
