// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the table's members are pasted from a list, and ->pin() is called under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct dijon_ops {
	long (*pin)(unsigned long addr, struct page **page);
};

static long dijon_do_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

#define DIJON_OP(name) .name = dijon_do_##name
static const struct dijon_ops dijon_table = { DIJON_OP(pin) };

long dijon_run(const struct dijon_ops *ops, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = (ops ? ops : &dijon_table)->pin(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
