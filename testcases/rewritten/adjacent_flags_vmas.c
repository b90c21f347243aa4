/* SPDX-License-Identifier: GPL-2.0-only
 *
 * gup_flags and vmas: pages and flags change places.
 *
 * signature: flags-vmas-tsk-remote-locked
 * lock: mmap_sem
 * site: fetch unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, FOLL_WRITE | FOLL_FORCE, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
