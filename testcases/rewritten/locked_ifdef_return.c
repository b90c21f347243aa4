/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The function returns under a conditional: where its variables stand, or after them.
 *
 * signature: flags
 * lock: mmap_lock
 * site: read_all locked
 * site: read_only locked
 * site: read_bare locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

int read_all(struct mm_struct *mm, unsigned long addr, struct page **page)
{
#ifdef CONFIG_MMU
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_FORCE, page, NULL);
	mmap_read_unlock(mm);
	return ret;
#else
	*page = virt_to_page(addr);
	return 0;
#endif
}

int read_only(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

#ifdef CONFIG_MMU
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_FORCE, page, NULL);
	mmap_read_unlock(mm);
	return ret;
#else
	ret = -EFAULT;
	return ret;
#endif
}

int read_bare(struct mm_struct *mm, unsigned long addr, struct page **page)
{
#ifdef CONFIG_MMU
	mmap_read_lock(mm);
	addr = get_user_pages_remote(mm, addr, 1, FOLL_FORCE, page, NULL);
	mmap_read_unlock(mm);
	return addr;
#endif
	return 0;
}
