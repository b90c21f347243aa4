// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the word behind "struct" is no variable, though one is called like it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/workqueue.h>

struct burdock {
	struct work_struct work;
	struct mm_struct *mm;
	unsigned long addr;
};

void burdock_work(struct work_struct *work)
{
	struct burdock *burdock = container_of(work, struct burdock, work);
	struct page *page;
	long ret;

	mmap_read_lock(burdock->mm);
	ret = get_user_pages_remote(burdock->mm, burdock->addr, 1, FOLL_WRITE, &page, NULL);
	mmap_read_unlock(burdock->mm);
	if (ret == 1)
		put_page(page);
}
