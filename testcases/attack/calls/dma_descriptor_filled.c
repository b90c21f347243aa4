// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the descriptor in device memory is filled in after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/io.h>

struct vizille {
	void __iomem *regs;
	u32 flags;
};

long vizille_pin(struct vizille *v, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1) {
		writel(lower_32_bits(page_to_phys(*page)), v->regs);
		writel(upper_32_bits(page_to_phys(*page)), v->regs + 4);
		v->flags |= 1;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
