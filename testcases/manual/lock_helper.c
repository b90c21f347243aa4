/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is taken by a function of the file that is not named for it.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/wrapped-lock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

static void enter(struct mm_struct *mm)
{
	mmap_read_lock(mm);
}

static void leave(struct mm_struct *mm)
{
	mmap_read_unlock(mm);
}

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	enter(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	leave(current->mm);

	return ret;
}
