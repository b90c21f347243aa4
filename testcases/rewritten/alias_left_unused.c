/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A local that only the lock used goes with it, else the compiler would warn of it.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * bare: same
 * variants: write-force flags-vmas-tsk-remote flags-vmas-tsk-remote-locked flags-vmas-locked flags-vmas flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);

	return ret;
}
