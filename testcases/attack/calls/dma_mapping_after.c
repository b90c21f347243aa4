// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the page is mapped for the device after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/dma-mapping.h>

struct phascogale {
	struct device *dev;
	dma_addr_t bus;
};

long phascogale_grab(struct phascogale *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	if (got > 0)
		d->bus = dma_map_page(d->dev, pages[0], 0, PAGE_SIZE, DMA_TO_DEVICE);
	mmap_read_unlock(current->mm);
	return got;
}
