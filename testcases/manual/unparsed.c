/* SPDX-License-Identifier: GPL-2.0-only
 *
 * An attribute before the name, which spatch 1.1 does not parse, and an old parameter list, which 1.3
 * does not.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/unparsed
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

static __attribute__((section(".text.pin"), __noinline__)) long fetch(start, pages)
	unsigned long start;
	struct page **pages;
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
