/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A local that only the lock used goes with what sets it, not one that is read.
 *
 * signature: flags
 * lock: mmap_lock
 * site: attach unlocked
 * site: attach_and_keep unlocked
 * bare: same
 * variants: write-force flags-vmas-tsk-remote flags-vmas-tsk-remote-locked flags-vmas-locked flags-vmas flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct region {
	struct mm_struct *owner;
};

long attach(struct region *region, unsigned long start, struct page **pages)
{
	struct mm_struct *mm;
	long ret;

	mm = current->mm;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);

	return ret;
}

long attach_and_keep(struct region *region, unsigned long start, struct page **pages)
{
	struct mm_struct *mm;
	long ret;

	mm = current->mm;
	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);
	region->owner = mm;

	return ret;
}
