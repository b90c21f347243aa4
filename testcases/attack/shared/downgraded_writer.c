// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer stores before it downgrades its lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct manakin {
	unsigned long base;
	unsigned long *slot;
};

int manakin_move(struct manakin *m, struct mm_struct *mm, unsigned long base)
{
	int mapped;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	m->base = base;
	mmap_write_downgrade(mm);
	mapped = !!find_vma(mm, base);
	mmap_read_unlock(mm);
	return mapped;
}

int manakin_pin(struct manakin *m, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, m->base, 1, 0, page, NULL);
	if (ret == 1)
		*m->slot = m->base;
	mmap_read_unlock(mm);
	return ret;
}
