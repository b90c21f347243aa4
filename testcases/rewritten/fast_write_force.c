/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The oldest form has write and force: write goes on, and force must be none.
 *
 * signature: tsk-mm-write-force
 * options: --prefer=fast
 * lock: mmap_sem
 * site: fetch fast
 * site: fetch_by_force unlocked
 * site: fetch_for_nobody unlocked
 * bare: refused
 * variants: no - which fast form there is and what it takes differs from tree to tree
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, int nr, int write, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr, write, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

long fetch_by_force(unsigned long start, int nr, int write, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr, write, 1, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

/* The fast form counts its faults for current. */
long fetch_for_nobody(unsigned long start, int nr, int write, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(NULL, current->mm, start, nr, write, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
