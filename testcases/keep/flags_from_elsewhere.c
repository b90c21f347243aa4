/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A local for the flags that is given something else too: plain spatch cannot tell what.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_initialised keep/flags
 * site: fetch_assigned keep/flags
 * site: fetch_by_address keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct request {
	unsigned int flags;
};

void choose_flags(unsigned int *flags);

long fetch_initialised(const struct request *req, unsigned long start, struct page **pages)
{
	unsigned int gup_flags = req->flags;
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, gup_flags, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_assigned(const struct request *req, unsigned long start, struct page **pages)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	gup_flags |= req->flags;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, gup_flags, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_by_address(unsigned long start, struct page **pages)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	choose_flags(&gup_flags);
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, gup_flags, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
