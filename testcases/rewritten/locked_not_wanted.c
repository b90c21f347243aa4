/* SPDX-License-Identifier: GPL-2.0-only
 *
 * No lookup, so the _unlocked form fits: the label that would be left alone is no reason for &locked.
 *
 * signature: write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

void fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	down_read(&current->mm->mmap_sem);
	if (!nr)
		goto out;
	get_user_pages(start, nr, 0, 0, pages, NULL);
out:
	up_read(&current->mm->mmap_sem);
}
