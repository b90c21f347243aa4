// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the struct that the helper gets holds the address of the local that it fills in
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct puffbird_buf {
	unsigned long pins;
};
struct puffbird_ask {
	unsigned long addr;
	struct puffbird_buf **out;
};

static int puffbird_look(struct mm_struct *mm, const struct puffbird_ask *ask)
{
	struct vm_area_struct *vma = vma_lookup(mm, ask->addr);

	*ask->out = vma ? vma->vm_private_data : NULL;
	return vma ? 0 : -EFAULT;
}

int puffbird_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct puffbird_buf *buf = NULL;
	struct puffbird_ask ask = { .addr = addr, .out = &buf };
	int ret;

	mmap_read_lock(mm);
	ret = puffbird_look(mm, &ask);
	if (!ret) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			buf->pins++;
	}
	mmap_read_unlock(mm);
	return ret;
}
