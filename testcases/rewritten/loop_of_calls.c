/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock is outside a loop of calls, with a release on the way out of its middle.
 *
 * signature: flags
 * lock: mmap_lock
 * site: pin_all unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

int pin_all(unsigned long start, unsigned long nr, struct page **pages)
{
	unsigned long got;
	long ret;

	mmap_read_lock(current->mm);
	for (got = 0; got < nr; got += ret) {
		ret = pin_user_pages(start + got * PAGE_SIZE,
				     nr - got,
				     FOLL_LONGTERM | FOLL_WRITE,
				     pages + got);
		if (ret < 0) {
			mmap_read_unlock(current->mm);
			pr_debug("%lu pages\n", got);
			goto undo;
		}
	}
	mmap_read_unlock(current->mm);

	return 0;
undo:
	unpin_user_pages(pages, got);
	return ret;
}
