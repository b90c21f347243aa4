// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm keeps what ->mm was; by the time of the lock ->mm is another, and that is what the
 * call faults
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct rowan {
	struct mm_struct *mm;
	struct mm_struct *next;
};

long rowan_pin(struct rowan *r, unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = r->mm;
	long got;

	r->mm = r->next;
	mmap_read_lock(mm);
	got = get_user_pages_remote(r->mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
