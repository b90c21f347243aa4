/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The bracket stands under a conditional: so must the declaration.
 *
 * signature: flags
 * lock: mmap_lock
 * site: read_one locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

int read_one(struct mm_struct *mm, unsigned long addr, struct page **page)
{
#ifdef CONFIG_MMU
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_FORCE, page, NULL);
	mmap_read_unlock(mm);
	if (ret <= 0)
		return -EFAULT;
#else
	*page = virt_to_page(addr);
#endif
	return 0;
}
