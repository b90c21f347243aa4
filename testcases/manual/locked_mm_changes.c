/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The name of the locked mm means another one when the lock is released.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/interprocedural-mm
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct worker {
	struct mm_struct *mm;
};

long fetch(struct worker *worker, unsigned long start, struct page **pages)
{
	struct mm_struct *mm = worker->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mm = worker[1].mm;
	mmap_read_unlock(mm);

	return ret;
}
