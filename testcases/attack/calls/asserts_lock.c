// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N heron_stamp() asserts the mmap lock, so below the unlocked form it would warn on
 * every call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct heron {
	unsigned long base;
	unsigned long stamped;
};

static void heron_stamp(struct heron *h, struct mm_struct *mm, long got)
{
	mmap_assert_locked(mm);
	h->stamped += got;
}

long heron_fill(struct heron *h, struct page **pages, unsigned long n)
{
	struct mm_struct *mm = current->mm;
	long got;

	mmap_read_lock(mm);
	got = get_user_pages(h->base, n, FOLL_WRITE, pages);
	if (got > 0)
		heron_stamp(h, mm, got);
	mmap_read_unlock(mm);
	return got;
}
