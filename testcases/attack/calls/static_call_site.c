// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N static_call() of a function that another file replaces by one that needs the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/static_call.h>

static int avocet_accept_any(unsigned long addr)
{
	return 1;
}

DEFINE_STATIC_CALL(avocet_accept, avocet_accept_any);

static int avocet_accept_anon(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && vma_is_anonymous(vma);
}

void avocet_harden(void)
{
	static_call_update(avocet_accept, avocet_accept_anon);
}

int avocet_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	if (ret == 1 && !static_call(avocet_accept)(addr))
		ret = -EACCES;
	mmap_read_unlock(current->mm);
	return ret;
}
