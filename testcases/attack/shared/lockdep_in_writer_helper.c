// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer asserts the lock through a helper
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/lockdep.h>

struct matera {
	unsigned long matera_base;
};

static void matera_check(struct mm_struct *mm)
{
	mmap_assert_write_locked(mm);
}

void matera_move(struct matera *m, unsigned long base)
{
	matera_check(current->mm);
	m->matera_base = base;
}

long matera_pin(struct matera *m, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->matera_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
