/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Work under the lock that has no need of it: sums, counters, memory, messages.
 *
 * signature: flags
 * lock: mmap_lock
 * site: pin_counted unlocked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

long pin_counted(unsigned long start, unsigned long nr, unsigned long limit,
		 struct page ***out)
{
	struct page **pages;
	unsigned long all;
	long ret = -ENOMEM;

	mmap_read_lock(current->mm);
	all = atomic64_add_return(nr, &current->mm->pinned_vm);
	if (all > limit) {
		pr_debug("%lu pages are too many\n", all);
		goto out;
	}
	pages = kcalloc(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		goto out;
	ret = pin_user_pages(start, min(nr, limit), FOLL_WRITE | FOLL_LONGTERM, pages);
	if (ret < 0)
		kfree(pages);
	else
		*out = pages;
out:
	mmap_read_unlock(current->mm);
	if (ret < 0)
		atomic64_sub(nr, &current->mm->pinned_vm);
	return ret;
}
