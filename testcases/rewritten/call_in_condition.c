/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The call in a condition, in an initialiser, and with its result ignored.
 *
 * signature: flags
 * lock: mmap_lock
 * site: in_condition unlocked
 * site: in_initialiser unlocked
 * site: ignored unlocked
 * bare: not the declaration
 */
#include <linux/mm.h>
#include <linux/sched.h>

int in_condition(unsigned long start, struct page **pages)
{
	int err = 0;

	mmap_read_lock(current->mm);
	if (get_user_pages(start, 1, 0, pages) != 1)
		err = -EFAULT;
	mmap_read_unlock(current->mm);

	return err;
}

long in_initialiser(unsigned long start, struct page **pages)
{
	long got = 0;

	if (start) {
		mmap_read_lock(current->mm);
		long ret = get_user_pages(start, 1, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
		got = ret;
	}

	return got;
}

void ignored(unsigned long start, struct page **pages)
{
	pages[0] = NULL;
	mmap_read_lock(current->mm);
	get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
}
