// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N returned by value in a struct with a number that is a pointer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct zitting_buf {
	unsigned long pins;
};
struct zitting_hit {
	u64 cookie;
	int n;
};

static struct zitting_hit zitting_look(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	return (struct zitting_hit){ .cookie = vma ? (uintptr_t)vma->vm_private_data : 0 };
}

int zitting_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct zitting_hit hit;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	hit = zitting_look(mm, addr);
	if (hit.cookie) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			((struct zitting_buf *)(uintptr_t)hit.cookie)->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
