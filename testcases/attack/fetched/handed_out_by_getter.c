// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the second helper hands out what the first one stored
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct yellowthroat_buf {
	unsigned long pins;
};
struct yellowthroat {
	struct yellowthroat_buf *buf;
	unsigned long addr;
};

static bool yellowthroat_look(struct yellowthroat *g, struct mm_struct *mm)
{
	struct vm_area_struct *vma = vma_lookup(mm, g->addr);

	g->buf = vma ? vma->vm_private_data : NULL;
	return g->buf;
}

static struct yellowthroat_buf *yellowthroat_get(struct yellowthroat *g)
{
	return g->buf;
}

int yellowthroat_pin(struct yellowthroat *g, struct mm_struct *mm, struct page **page)
{
	struct yellowthroat_buf *mine;
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (yellowthroat_look(g, mm)) {
		mine = yellowthroat_get(g);
		ret = get_user_pages_remote(mm, g->addr, 1, 0, page, NULL);
		if (ret == 1)
			mine->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
