// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the per-CPU rwsem is held for read at the call; its writer may hold the mmap lock
 */
#include <linux/rwsem.h>
#include <linux/percpu.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/percpu-rwsem.h>

DEFINE_STATIC_PERCPU_RWSEM(zebra_sem);

int zebra_grab(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	percpu_down_read(&zebra_sem);
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	percpu_up_read(&zebra_sem);
	mmap_read_unlock(mm);
	return ret;
}
