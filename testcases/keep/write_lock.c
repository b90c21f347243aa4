/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is held for writing, in two spellings.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: fetch keep/write-lock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(unsigned long start, struct page **pages)
{
	int ret;

	down_write(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, 1, 0, 0, pages, NULL);
	up_write(&current->mm->mmap_sem);

	return ret;
}
