// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the reservation of a buffer is locked under the mmap lock, as its fault handler does
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/dma-resv.h>

struct muskox {
	struct dma_resv resv;
	unsigned long addr;
};

int muskox_pin(struct muskox *m, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = dma_resv_lock(&m->resv, NULL);
	if (!ret) {
		ret = pin_user_pages_remote(mm, m->addr, 1, 0, page, NULL);
		dma_resv_unlock(&m->resv);
	}
	mmap_read_unlock(mm);
	return ret;
}
