/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is taken by a guard: alone, and around a bracket of the same lock.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/macro
 * site: fetch_twice_locked manual/conditional-lock
 * site: fetch_remote manual/conditional-lock
 * variants: no - the guard has one spelling
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct mm_guard {
	struct mm_struct *mm;
};

#define guard(name)	struct mm_guard scope __attribute__((cleanup(name##_drop))) = name##_take
void mmap_read_lock_drop(struct mm_guard *guard);
struct mm_guard mmap_read_lock_take(struct mm_struct *mm);

long fetch(unsigned long start, struct page **pages)
{
	guard(mmap_read_lock)(current->mm);
	return get_user_pages(start, 1, 0, pages);
}

long fetch_twice_locked(unsigned long start, struct page **pages)
{
	long ret;

	guard(mmap_read_lock)(current->mm);
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_remote(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	guard(mmap_read_lock)(mm);
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
