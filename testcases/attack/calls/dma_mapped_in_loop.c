// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U each page is mapped for DMA under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/dma-mapping.h>

int taranto_map(struct device *dev, unsigned long addr, int nr, struct page **pages, dma_addr_t *dma)
{
	int got, i;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, nr, FOLL_WRITE, pages);
	for (i = 0; i < got; i++) {
		dma[i] = dma_map_page(dev, pages[i], 0, PAGE_SIZE, DMA_BIDIRECTIONAL);
		if (dma_mapping_error(dev, dma[i])) {
			mmap_read_unlock(current->mm);
			return -EIO;
		}
	}
	mmap_read_unlock(current->mm);
	return got;
}
