// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N wait_on_bit_lock() sleeps for a lock bit that is held at the call
 */
#include <linux/bitops.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/wait_bit.h>

#define ORYX_BUSY	3

struct oryx {
	unsigned long state;
	unsigned long addr;
};

int oryx_grab(struct oryx *o, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = wait_on_bit_lock(&o->state, ORYX_BUSY, TASK_KILLABLE);
	if (!ret) {
		ret = get_user_pages_remote(mm, o->addr, 1, 0, page, NULL);
		clear_and_wake_up_bit(ORYX_BUSY, &o->state);
	}
	mmap_read_unlock(mm);
	return ret;
}
