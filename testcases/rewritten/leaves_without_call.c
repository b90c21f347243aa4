/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A branch that releases and returns before the call.
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
	if (!nr) {
		up_read(&current->mm->mmap_sem);
		pr_debug("nothing to do\n");
		return 0;
	}
	ret = get_user_pages(start, nr, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
