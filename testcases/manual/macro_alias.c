/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The call goes by another name, which the file defines.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/macro
 * bare: refused
 * variants: no - the macro would have to be another one
 */
#include <linux/mm.h>
#include <linux/sched.h>

#define fetch_pages	get_user_pages

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = fetch_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
