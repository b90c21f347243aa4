/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A plain form needs the lock.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

static long grab(unsigned long start, struct page **pages)
{
	return pin_user_pages(start, 1, FOLL_WRITE, pages); /* want gup-no-lock */
}

static long grab_held(unsigned long start, struct page **pages)
{
	return pin_user_pages(start, 1, FOLL_WRITE, pages);
}

static long asserts(unsigned long start, struct page **pages)
{
	mmap_assert_locked(current->mm);
	return pin_user_pages(start, 1, FOLL_WRITE, pages);
}

/* Nobody in this file calls it: somebody elsewhere may hold the lock. */
long called_elsewhere(unsigned long start, struct page **pages)
{
	return pin_user_pages(start, 1, FOLL_WRITE, pages);
}

static long drv_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct page *page;

	mmap_read_lock(current->mm);
	grab_held(arg, &page);
	find_vma(current->mm, arg);
	mmap_read_unlock(current->mm);
	return grab(arg, &page);
}

static const struct file_operations ops = {
	.unlocked_ioctl = drv_ioctl,
};
