/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A function that runs under the lock is only known by a pointer to it.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_member manual/unknown-call
 * site: fetch_behind manual/unknown-call
 * site: fetch_pointer manual/unknown-call
 * site: fetch_table manual/unknown-call
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct ops {
	void (*done)(long pages);
};

long fetch_member(struct ops ops, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	ops.done(ret);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_behind(struct ops *ops, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	ops->done(ret);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_pointer(void (*done)(long pages), unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	(*done)(ret);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_table(void (*done[])(long pages), unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	done[0](ret);
	mmap_read_unlock(current->mm);

	return ret;
}
