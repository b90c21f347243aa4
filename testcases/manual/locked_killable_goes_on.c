/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A killable lock whose failure is noted, and the call made all the same.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/conditional-lock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	if (mmap_read_lock_killable(mm))
		pr_debug("killed\n");
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
