/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A call, and a release, reached without the lock in a function that ends as it is configured.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_if manual/conditional-lock
 * site: read_if manual/conditional-lock
 * site: fetch_or_try manual/conditional-lock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch_if(unsigned long start, int held, struct page **pages)
{
	long ret;

	if (!held)
		mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
#ifdef CONFIG_MMU
	return ret;
#else
	return ret < 0 ? ret : -EFAULT;
#endif
}

long read_if(struct mm_struct *mm, unsigned long start, int held, struct page **pages)
{
	long ret;

	if (!held)
		mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
#ifdef CONFIG_MMU
	return ret;
#else
	return ret < 0 ? ret : -EFAULT;
#endif
}

long fetch_or_try(unsigned long start, int try, struct page **pages)
{
	long ret = -EAGAIN;

	if (try) {
		if (!mmap_read_trylock(current->mm))
			return ret;
		goto out;
	}
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret < 0)
		goto out;
	mmap_read_unlock(current->mm);
	return ret;
out:
	mmap_read_unlock(current->mm);
#ifdef CONFIG_MMU
	return ret;
#else
	return ret < 0 ? ret : -EFAULT;
#endif
}
