/* SPDX-License-Identifier: GPL-2.0-only
 *
 * write and force without tsk and mm; the second takes the lock through an alias.
 *
 * signature: write-force
 * lock: mmap_sem
 * site: fetch unlocked
 * site: fetch_alias unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}

long fetch_alias(unsigned long start, unsigned long nr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages(start, nr, 1, 0, pages, NULL);
	up_read(&mm->mmap_sem);
	pr_debug("%p: %ld pages\n", mm, ret);
	return ret;
}
