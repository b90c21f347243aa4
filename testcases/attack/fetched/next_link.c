// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N region->next is followed after the call, and the region hangs from a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct coscoroba {
	struct coscoroba *next;
	unsigned long addr;
};

#define coscoroba_of(vma)	container_of((struct coscoroba **)(vma)->vm_private_data, \
					     struct coscoroba, next)

long coscoroba_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	struct coscoroba *region;
	long got = 0, all = 0;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	for (region = vma ? coscoroba_of(vma) : NULL; region; region = region->next) {
		got = get_user_pages_remote(mm, region->addr, 1, 0, pages + all, NULL);
		if (got <= 0)
			break;
		all += got;
	}
	mmap_read_unlock(mm);
	return all ?: got;
}
