// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU 0xfffffff2 is -EFAULT as an int, and as a long it is not
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_result_switched(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	switch (get_user_pages(start, 2, FOLL_WRITE, pages)) {
	case 0xfffffff2:
		ret = 1;
		break;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
