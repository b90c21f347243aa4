// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N SIFAKA_CHECK() defines the function that is called, with a lookup in it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define SIFAKA_CHECK(name, flag)					\
	static bool sifaka_##name(unsigned long addr)			\
	{								\
		struct vm_area_struct *vma = find_vma(current->mm, addr);	\
									\
		return vma && (vma->vm_flags & (flag));			\
	}

SIFAKA_CHECK(writable, VM_WRITE)
SIFAKA_CHECK(shared, VM_SHARED)

int sifaka_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1 && sifaka_shared(addr) && !sifaka_writable(addr))
		ret = -EACCES;
	mmap_read_unlock(current->mm);
	return ret;
}
