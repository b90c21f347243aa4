// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper stores with WRITE_ONCE()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct fantail_buf {
	unsigned long pins;
};
struct fantail {
	struct fantail_buf *buf;
	unsigned long addr;
};

static int fantail_look(struct fantail *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);

	if (!vma)
		return -EFAULT;
	WRITE_ONCE(f->buf, vma->vm_private_data);
	return 0;
}

int fantail_pin(struct fantail *f, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = fantail_look(f, mm);
	if (!ret) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			f->buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
