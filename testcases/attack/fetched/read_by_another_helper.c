// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one helper stores it in the struct, another reads it there
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct jacana_buf {
	unsigned long pins;
};
struct jacana {
	struct jacana_buf *buf;
	unsigned long addr;
};

static bool jacana_look(struct jacana *f, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, f->addr);

	f->buf = vma ? vma->vm_private_data : NULL;
	return f->buf;
}

static void jacana_count(struct jacana *f)
{
	f->buf->pins++;
}

int jacana_pin(struct jacana *f, struct mm_struct *mm, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (jacana_look(f, mm)) {
		ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
		if (ret == 1)
			jacana_count(f);
	}
	mmap_read_unlock(mm);
	return ret;
}
