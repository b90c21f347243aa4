// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the prototype of the writer says that the lock is held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct merano {
	unsigned long merano_base;
};

void merano_move(struct merano *m, struct mm_struct *mm, unsigned long base)
	__must_hold(&mm->mmap_lock);

void merano_move(struct merano *m, struct mm_struct *mm, unsigned long base)
{
	m->merano_base = base;
}

long merano_pin(struct merano *m, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->merano_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
