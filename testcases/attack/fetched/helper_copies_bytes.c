// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper copies the pointer with memcpy()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct nunbird_buf {
	unsigned long pins;
};
struct nunbird {
	struct nunbird_buf *buf;
	unsigned long addr;
};

static bool nunbird_look(struct nunbird *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);

	if (vma)
		memcpy(&f->buf, &vma->vm_private_data, sizeof(f->buf));
	return vma;
}

int nunbird_pin(struct nunbird *f, struct mm_struct *mm, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (nunbird_look(f, mm)) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			f->buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
