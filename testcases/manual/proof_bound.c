/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Nine brackets, each taken or not: nothing is in the way of any, but they have more schedules than
 * the proof's cap allows, which is no pass.
 *
 * signature: flags
 * lock: mmap_lock
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * site: pin_many manual/proof-bound
 * variants: no - the cap is the same under each signature
 * bare: all, since it proves nothing
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin_many(unsigned long start, struct page **pages, unsigned int want)
{
	long ret = 0;

	if (want & 0x1) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x2) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x4) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x8) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x10) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x20) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x40) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x80) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}
	if (want & 0x100) {
		mmap_read_lock(current->mm);
		ret = get_user_pages(start, 3, FOLL_WRITE, pages);
		mmap_read_unlock(current->mm);
	}

	return ret;
}
