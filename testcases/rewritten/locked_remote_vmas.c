/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The same with vmas, which is NULL, and with several releases, one of them before the call.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: pin_one locked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

int pin_one(struct mm_struct *mm, unsigned long addr, int write, struct page **page)
{
	unsigned int gup_flags = 0;
	long ret;

	if (write)
		gup_flags |= FOLL_WRITE;

	mmap_read_lock(mm);
	if (!access_ok((void __user *)addr, PAGE_SIZE)) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, gup_flags, page, NULL, NULL);
	if (ret < 0) {
		mmap_read_unlock(mm);
		return ret;
	}
	mmap_read_unlock(mm);

	return ret == 1 ? 0 : -EFAULT;
}
