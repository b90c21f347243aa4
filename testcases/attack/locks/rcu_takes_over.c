// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hand over hand: the RCU section begins before the mmap lock goes, which kept the
 * entry until then
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/rcupdate.h>

struct quagga_entry {
	unsigned long addr;
	unsigned long pins;
};

static struct quagga_entry __rcu *quagga_current;

int quagga_grab(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct quagga_entry *e;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	rcu_read_lock();
	e = rcu_dereference(quagga_current);
	mmap_read_unlock(mm);
	if (e)
		e->pins += ret;
	rcu_read_unlock();
	return ret;
}
