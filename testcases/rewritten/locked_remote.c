/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm has only the form with &locked.
 *
 * signature: flags
 * lock: mmap_lock
 * site: read_word locked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

int read_word(struct mm_struct *mm, unsigned long addr, u32 *word)
{
	struct page *page;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_FORCE, &page, NULL);
	mmap_read_unlock(mm);
	if (ret != 1)
		return -EFAULT;

	*word = *(u32 *)page_address(page);
	put_page(page);
	return 0;
}
