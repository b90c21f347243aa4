// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma is put into an xarray before the call and loaded from it after
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/xarray.h>

static DEFINE_XARRAY(jabiru_areas);

static int jabiru_enter(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	return vma ? xa_err(xa_store(&jabiru_areas, addr >> PAGE_SHIFT, vma, GFP_KERNEL)) : -EFAULT;
}

static unsigned long jabiru_flags(unsigned long addr)
{
	struct vm_area_struct *vma = xa_load(&jabiru_areas, addr >> PAGE_SHIFT);

	return vma->vm_flags;
}

int jabiru_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = jabiru_enter(mm, addr);
	if (!ret) {
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (jabiru_flags(addr) & VM_SHARED)
			ret = -EOPNOTSUPP;
	}
	mmap_read_unlock(mm);
	return ret;
}
