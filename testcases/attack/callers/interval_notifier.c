// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the invalidation may come from munmap() of this very thread, with the lock held for
 * write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mmu_notifier.h>

struct pochard {
	struct mmu_interval_notifier notifier;
	unsigned long addr;
	struct page *page;
};

static bool pochard_invalidate(struct mmu_interval_notifier *mni,
			       const struct mmu_notifier_range *range, unsigned long seq)
{
	struct pochard *p = container_of(mni, struct pochard, notifier);

	mmap_read_lock(mni->mm);
	get_user_pages_remote(mni->mm, p->addr, 1, 0, &p->page, NULL);
	mmap_read_unlock(mni->mm);
	mmu_interval_set_seq(mni, seq);
	return true;
}

const struct mmu_interval_notifier_ops pochard_ops = { .invalidate = pochard_invalidate };
