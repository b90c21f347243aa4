/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm, and what runs under its lock cannot be seen.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_before manual/interprocedural-mm
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

void prepare(struct mm_struct *mm);

long fetch_before(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	prepare(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_member(struct mm_struct *mm, struct ops ops, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	ops.done(ret);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_behind(struct mm_struct *mm, struct ops *ops, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ops->done(0);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_pointer(struct mm_struct *mm, void (*done)(long pages), unsigned long start,
		   struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	(*done)(ret);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_table(struct mm_struct *mm, void (*done[])(long pages), unsigned long start,
		 struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	done[0](ret);
	mmap_read_unlock(mm);

	return ret;
}
