// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N of the two definitions of salvia_note() one asserts the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rwsem.h>

#ifdef CONFIG_LOCKDEP_SALVIA
static void salvia_note(struct mm_struct *mm, int n)
{
	VM_BUG_ON_MM(!rwsem_is_locked(&mm->mmap_lock), mm);
	pr_debug("%d\n", n);
}
#else
static void salvia_note(struct mm_struct *mm, int n)
{
	pr_debug("%d\n", n);
}
#endif

int salvia_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	salvia_note(current->mm, ret);
	mmap_read_unlock(current->mm);
	return ret;
}
