// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hawfinch_see() leaves the vma in a per-CPU variable, from where it is read after the
 * call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/percpu.h>

static DEFINE_PER_CPU(void *, hawfinch_last);

static bool hawfinch_see(struct mm_struct *mm, unsigned long addr)
{
	this_cpu_write(hawfinch_last, vma_lookup(mm, addr));
	return this_cpu_read(hawfinch_last);
}

int hawfinch_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	if (hawfinch_see(mm, addr)) {
		ret = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
		if (ret == 1)
			ret = ((unsigned long *)raw_cpu_read(hawfinch_last))[0] <= addr;
	}
	mmap_read_unlock(mm);
	return ret;
}
