// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper returns the client's mm for some requests
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct perugia {
	struct mm_struct *mm;
};

static struct mm_struct *perugia_mm(struct perugia *p)
{
	return p->mm ? p->mm : current->mm;
}

long perugia_pin(struct perugia *p, unsigned long addr, struct page **page)
{
	struct mm_struct *mm = perugia_mm(p);
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(mm);
	return ret;
}
