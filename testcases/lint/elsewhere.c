/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Locks that others take or release: nothing is said. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

static void begin(struct mm_struct *mm)
{
	mmap_read_lock(mm);
}

static void end(struct mm_struct *mm)
{
	mmap_read_unlock(mm);
}

static int try_begin(struct mm_struct *mm, bool wait)
{
	if (wait) {
		mmap_read_lock(mm);
		return 0;
	}
	return mmap_read_trylock(mm) ? 0 : -EAGAIN;
}

static void through(struct mm_struct *mm)
{
	end(mm);
}

static long by_helpers(unsigned long start, struct page **pages)
{
	long ret;

	begin(current->mm);
	find_vma(current->mm, start);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	find_vma(current->mm, start);
	through(current->mm);
	return ret;
}

static long perhaps(unsigned long start, struct page **pages, bool wait)
{
	long ret = try_begin(current->mm, wait);

	if (ret)
		return ret;
	find_vma(current->mm, start);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	find_vma(current->mm, start);
	mmap_read_unlock(current->mm);
	return ret;
}

static long by_a_guard(unsigned long start, struct page **pages)
{
	guard(mmap_read_lock)(current->mm);
	find_vma(current->mm, start);
	return pin_user_pages(start, 1, FOLL_WRITE, pages);
}

static long in_a_guard(unsigned long start, struct page **pages)
{
	scoped_guard(mmap_read_lock, current->mm) {
		find_vma(current->mm, start);
		return pin_user_pages(start, 1, FOLL_WRITE, pages);
	}
	return -EFAULT;
}

/* Two conditions may be one to those who know. */
static long as_configured(struct ctx *ctx, unsigned long start, struct page **pages)
{
	long ret;

	if (ctx->flags & 1)
		mmap_read_lock(ctx->mm);
	prepare(ctx);
	ret = pin_user_pages_remote(ctx->mm, start, 1, FOLL_WRITE, pages, NULL);
	if (ctx->flags & 1)
		mmap_read_unlock(ctx->mm);
	return ret;
}

/* Taken for whoever calls it. */
static long leaves_it_held(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	find_vma(current->mm, start);
	return pin_user_pages(start, 1, FOLL_WRITE, pages);
}

static long drv_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct page *page;
	long ret;

	ret = by_helpers(arg, &page) + perhaps(arg, &page, cmd) + by_a_guard(arg, &page) +
	      in_a_guard(arg, &page) + as_configured(file->private_data, arg, &page) +
	      leaves_it_held(arg, &page);
	mmap_read_unlock(current->mm);
	return ret;
}

static const struct file_operations ops = {
	.unlocked_ioctl = drv_ioctl,
};
