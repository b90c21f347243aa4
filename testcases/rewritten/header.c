/* SPDX-License-Identifier: GPL-2.0-only
 *
 * An inline function in a header.
 *
 * signature: flags
 * path: include/linux/fetch.h
 * lock: mmap_lock
 * site: fetch_inline unlocked
 * bare: same
 */
#ifndef _LINUX_FETCH_H
#define _LINUX_FETCH_H

#include <linux/mm.h>
#include <linux/sched.h>

static inline long fetch_inline(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

#endif
