// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmu notifier invalidates the range that the bracket reads
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mmu_notifier.h>

struct aachen {
	struct mmu_notifier mn;
	unsigned long start;
};

static int aachen_invalidate(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct aachen *a = container_of(mn, struct aachen, mn);

	a->start = 0;
	return 0;
}

const struct mmu_notifier_ops aachen_ops = { .invalidate_range_start = aachen_invalidate };

long aachen_pin(struct aachen *a, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(a->start, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
