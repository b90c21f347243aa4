/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The fast forms, where they are preferred and fit: the number of pages by its type, or since the
 * array was allocated for it; the result where an int will do.
 *
 * signature: flags
 * options: --prefer=fast
 * lock: mmap_lock
 * site: one fast
 * site: many fast
 * site: each fast
 * site: room fast
 * site: asked fast
 * bare: same
 * variants: no - which fast form there is and what it takes differs from tree to tree
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

int one(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret == 1 ? 0 : -EFAULT;
}

long many(unsigned long start, int nr, int write, struct page **pages)
{
	unsigned int flags = 0;
	long ret;

	if (write)
		flags |= FOLL_WRITE;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, nr, flags, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long each(unsigned long start, unsigned short nr, struct page **pages)
{
	unsigned short got = 0;
	long ret = 0;

	mmap_read_lock(current->mm);
	while (got < nr) {
		ret = pin_user_pages(start + got * PAGE_SIZE, 1, FOLL_WRITE, pages + got);
		if (ret != 1)
			break;
		got++;
	}
	mmap_read_unlock(current->mm);
	return got ? got : ret;
}

long room(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret, i;

	pages = kcalloc(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	for (i = 0; i < ret; i++)
		put_page(pages[i]);
	kfree(pages);
	return ret;
}

int asked(unsigned long start, int nr, struct page **pages)
{
	int fine = 1;

	mmap_read_lock(current->mm);
	if (get_user_pages(start, nr, FOLL_WRITE, pages) <= 0)
		fine = 0;
	mmap_read_unlock(current->mm);
	return fine;
}
