/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Before 5.2 the fast form takes an int that says whether to write, and no flags.
 *
 * signature: flags-vmas-tsk-remote-locked
 * options: --prefer=fast
 * lock: mmap_sem
 * site: reads fast
 * site: writes fast
 * site: by_way fast
 * site: by_other_way fast
 * site: with_comments fast
 * site: by_number unlocked
 * site: by_force unlocked
 * bare: same
 * variants: no - which fast form there is and what it takes differs from tree to tree
 */
#include <linux/mm.h>
#include <linux/sched.h>

long reads(unsigned long start, int nr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

long writes(unsigned long start, int nr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

long by_way(unsigned long start, int nr, int way, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, way == 2 ? FOLL_WRITE : 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

long by_other_way(unsigned long start, int nr, int way, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, (way == 2) ? 0 : FOLL_WRITE, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

long with_comments(unsigned long start, int nr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start,		/* where */
			     nr,		/* how many */
			     FOLL_WRITE,	/* we write */
			     pages,		/* room for nr */
			     NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

/* What is no choice by a comparison stays flags. */
long by_number(unsigned long start, int nr, int write, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, write ? FOLL_WRITE : 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}

/* Outside of what the int can say. */
long by_force(unsigned long start, int nr, struct page **pages)
{
	long ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(start, nr, FOLL_WRITE | FOLL_FORCE, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
