// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the prototype says that hoopoe_commit() is entered with the mmap lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct hoopoe {
	struct mm_struct *mm;
	unsigned long addr;
};

int hoopoe_commit(struct hoopoe *h, struct page **pages, long n) __must_hold(&h->mm->mmap_lock);

long hoopoe_begin(struct hoopoe *h, struct page **pages)
{
	long n;

	mmap_read_lock(h->mm);
	n = get_user_pages_remote(h->mm, h->addr, 8, FOLL_WRITE, pages, NULL);
	if (n > 0)
		n = hoopoe_commit(h, pages, n);
	mmap_read_unlock(h->mm);
	return n;
}
