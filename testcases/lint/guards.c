/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock by the end of a scope. bare: not asked.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/cleanup.h>

DEFINE_GUARD(user_memory, struct mm_struct *, mmap_read_lock(_T), mmap_read_unlock(_T))
DEFINE_GUARD(own_layout, struct mm_struct *, down_write(&_T->mmap_lock), up_write(&_T->mmap_lock))

struct bag {
	struct mutex mutex;
	struct page **pages;
	unsigned long start, nr;
};

long held_to_the_end(struct bag *b)
{
	guard(mmap_read_lock)(current->mm);
	if (!b->nr)
		return -EINVAL;
	find_vma(current->mm, b->start);
	return get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages);
}

long by_the_semaphore(struct bag *b)
{
	guard(rwsem_read)(&current->mm->mmap_lock);
	find_vma(current->mm, b->start);
	return get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages);
}

long by_its_own(struct bag *b)
{
	guard(user_memory)(current->mm);
	find_vma(current->mm, b->start);
	return get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages);
}

long taken_again(struct bag *b)
{
	guard(mmap_read_lock)(current->mm);
	find_vma(current->mm, b->start);
	return get_user_pages_unlocked(b->start, b->nr, b->pages, FOLL_WRITE); /* want gup-deadlock */
}

long taken_again_by_its_own(struct bag *b)
{
	guard(user_memory)(current->mm);
	find_vma(current->mm, b->start);
	return get_user_pages_unlocked(b->start, b->nr, b->pages, FOLL_WRITE); /* want gup-deadlock */
}

long in_a_scope(struct bag *b)
{
	long ret = 0;

	scoped_guard(mmap_read_lock, current->mm) {
		find_vma(current->mm, b->start);
		ret = get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages);
		if (ret < 0)
			return ret;
	}
	return ret;
}

long after_the_scope(struct bag *b)
{
	long ret = 0;

	scoped_guard(mmap_read_lock, current->mm) {
		if (!find_vma(current->mm, b->start))
			return -EFAULT;
	}
	ret = get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages); /* want gup-no-lock */
	return ret;
}

long after_the_block(struct bag *b)
{
	{
		guard(mmap_read_lock)(current->mm);
		if (!find_vma(current->mm, b->start))
			return -EFAULT;
	}
	return get_user_pages_unlocked(b->start, b->nr, b->pages, FOLL_WRITE);
}

long in_a_loop(struct bag *b)
{
	long ret = 0, i;

	for (i = 0; i < 4; i++) {
		guard(mmap_read_lock)(current->mm);
		if (!find_vma(current->mm, b->start))
			continue;
		ret = get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages);
		if (ret < 0)
			break;
	}
	return ret;
}

long given_up_once_too_often(struct bag *b, struct mm_struct *mm)
{
	int locked = 1;

	guard(mmap_read_lock)(mm); /* want gup-release-unconditional */
	find_vma(mm, b->start);
	return get_user_pages_remote(mm, b->start, b->nr, 0, b->pages, &locked);
}

long under_write(struct bag *b, struct mm_struct *mm)
{
	int locked = 1;
	long ret;

	guard(own_layout)(mm);
	find_vma(mm, b->start);
	ret = get_user_pages_remote(mm, b->start, b->nr, 0, b->pages, &locked); /* want gup-locked-under-write */
	if (!locked)
		return -EAGAIN;
	return ret;
}

/* Another lock is no mmap lock. */
static long bag_ioctl(struct bag *b)
{
	guard(mutex)(&b->mutex);
	return get_user_pages(b->start, b->nr, FOLL_WRITE, b->pages); /* want gup-no-lock */
}

static const struct file_operations bag_fops = {
	.unlocked_ioctl = bag_ioctl,
};
