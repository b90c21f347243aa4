/* SPDX-License-Identifier: GPL-2.0-only
 *
 * FOLL_NOWAIT where a form that retries loses track of the lock, before 5.7.
 *
 * signature: flags-vmas-tsk-remote
 * lock: mmap_sem
 * site: no_wait keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long no_wait(unsigned long start, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, 1, FOLL_NOWAIT, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
