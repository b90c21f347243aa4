/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Where the fast form is preferred and does not fit, the others are taken as without that.
 *
 * signature: flags
 * options: --prefer=fast
 * lock: mmap_lock
 * site: too_many unlocked
 * site: other_number unlocked
 * site: compared unlocked
 * site: multiplied unlocked
 * site: without_pages unlocked
 * site: of_another locked
 * site: together unlocked
 * site: together unlocked
 * site: apart fast
 * site: apart unlocked
 * bare: same
 * variants: no - which fast form there is and what it takes differs from tree to tree
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

long too_many(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* The array was for another number. */
long other_number(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret;

	pages = kcalloc(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	nr /= 2;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	kfree(pages);
	return ret;
}

/* -EFAULT is less than 2 as a long, and as an int, against an unsigned one, it is not. */
int compared(unsigned long start, unsigned int wanted, struct page **pages)
{
	int less = 0;

	mmap_read_lock(current->mm);
	if (get_user_pages(start, 2, FOLL_WRITE, pages) < wanted)
		less = 1;
	mmap_read_unlock(current->mm);
	return less;
}

unsigned long multiplied(unsigned long start, struct page **pages)
{
	unsigned long bytes;

	mmap_read_lock(current->mm);
	bytes = get_user_pages(start, 2, FOLL_WRITE, pages) * PAGE_SIZE;
	mmap_read_unlock(current->mm);
	return bytes;
}

void without_pages(unsigned long start)
{
	mmap_read_lock(current->mm);
	get_user_pages(start, 2, FOLL_WRITE, NULL);
	mmap_read_unlock(current->mm);
}

long of_another(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	return ret;
}

/* One bracket: both take one form. */
long together(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1)
		ret = get_user_pages(start + PAGE_SIZE, nr / 2, FOLL_WRITE, pages + 1);
	mmap_read_unlock(current->mm);
	return ret;
}

long apart(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	if (ret != 1)
		return ret;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start + PAGE_SIZE, nr / 2, FOLL_WRITE, pages + 1);
	mmap_read_unlock(current->mm);
	return ret;
}
