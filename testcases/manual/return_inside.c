/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The call is what is returned: the lock leaks, whoever is to blame.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/conditional-lock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	return get_user_pages(start, 1, 0, pages);
}
