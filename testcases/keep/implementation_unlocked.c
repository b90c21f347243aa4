/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The _unlocked forms themselves, each with all that it does under a conditional.
 *
 * signature: flags
 * variants: flags flags-vmas flags-vmas-locked
 * path: mm/implementation_unlocked.c
 * lock: mmap_lock
 * site: get_user_pages_unlocked keep/implementation
 * site: pin_user_pages_unlocked keep/implementation
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags)
{
#ifdef CONFIG_MMU
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr_pages, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
#else
	return -EFAULT;
#endif
}

long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags)
{
	long ret = -EFAULT;

#ifdef CONFIG_MMU
	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, nr_pages, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
