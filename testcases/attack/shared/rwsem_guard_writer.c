// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer holds the lock by guard(rwsem_write), to the end of its function
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>
#include <linux/rwsem.h>

struct bluethroat {
	unsigned long addr;
	bool closing;
};

void bluethroat_close(struct bluethroat *b, struct mm_struct *mm)
{
	guard(rwsem_write)(&mm->mmap_lock);
	b->closing = true;
}

int bluethroat_grab(struct bluethroat *b, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, b->addr, 1, FOLL_WRITE, page, NULL);
	if (ret == 1 && b->closing) {
		unpin_user_page(*page);
		ret = -ESHUTDOWN;
	}
	mmap_read_unlock(mm);
	return ret;
}
