/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The same where a retry without pages returned short, before 5.2.
 *
 * signature: write-force
 * lock: mmap_sem
 * site: populate keep/prefault
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long populate(unsigned long start, unsigned long nr)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, 1, 0, NULL, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
