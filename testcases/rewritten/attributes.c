/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Attributes and macros in the signature.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch_late unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

static __always_inline long __must_check fetch(unsigned long start,
					       struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

static long __init noinline
fetch_late(unsigned long start __maybe_unused, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
