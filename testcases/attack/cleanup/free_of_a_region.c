// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N at the block's end, after the call, the cleanup writes to the private data of a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>

struct garnet_region {
	unsigned long users;
	unsigned long addr;
};

DEFINE_FREE(garnet_put, struct garnet_region *, if (_T) _T->users--)

static struct garnet_region *garnet_get(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);
	struct garnet_region *r = vma ? vma->vm_private_data : NULL;

	if (r)
		r->users++;
	return r;
}

int garnet_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	do {
		struct garnet_region *r __free(garnet_put) = garnet_get(mm, addr);

		if (r)
			ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	} while (0);
	mmap_read_unlock(mm);
	return ret;
}
