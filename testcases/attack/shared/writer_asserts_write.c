// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer takes no lock but asserts that its callers hold it for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/module.h>

struct seriema {
	unsigned long addr;
	bool frozen;
};

void seriema_freeze(struct seriema *s, struct mm_struct *mm)
{
	mmap_assert_write_locked(mm);
	s->frozen = true;
}
EXPORT_SYMBOL_GPL(seriema_freeze);

int seriema_pin(struct seriema *s, struct page **page)
{
	int ret = -EBUSY;

	mmap_read_lock(current->mm);
	if (!s->frozen)
		ret = get_user_pages(s->addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
