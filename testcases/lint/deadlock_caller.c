/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock that a caller holds. bare: not asked, spatch reads one function at a time.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

static int grab(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE); /* want gup-deadlock */
}

static int grab_free(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}

int holds_it(struct mm_struct *other, unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = grab(start, pages);
	mmap_read_unlock(current->mm);
	if (ret == 1)
		return grab_free(start, pages);
	mmap_read_lock(other);
	ret = grab_free(start, pages);
	mmap_read_unlock(other);
	return ret;
}

static int far(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE); /* want gup-deadlock */
}

static int between(unsigned long start, struct page **pages)
{
	return far(start, pages) == 1 ? 0 : -EFAULT;
}

static int own_bracket(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm); /* want gup-deadlock */
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

static int as_told(bool held, unsigned long start, struct page **pages)
{
	int ret;

	if (!held)
		mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	if (!held)
		mmap_read_unlock(current->mm);
	return ret;
}

static int far_free(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}

static int drops_first(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_unlock(current->mm);
	ret = far_free(start, pages);
	mmap_read_lock(current->mm);
	return ret;
}

int holds_more(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = between(start, pages) + own_bracket(start, pages) + as_told(true, start, pages) +
	      drops_first(start, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

static vm_fault_t on_fault(struct vm_fault *vmf)
{
	struct page *page;

	mmap_read_lock(current->mm); /* want gup-deadlock */
	if (pin_user_pages(vmf->address, 1, FOLL_WRITE, &page) == 1)
		unpin_user_page(page);
	mmap_read_unlock(current->mm);
	return VM_FAULT_NOPAGE;
}

static int on_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct page *page;

	return pin_user_pages_unlocked(vma->vm_start, 1, &page, 0); /* want gup-deadlock */
}

static int on_other(struct file *file, struct vm_area_struct *vma)
{
	struct page *page;

	return pin_user_pages_unlocked(vma->vm_start, 1, &page, 0);
}

static const struct vm_operations_struct holder_vm_ops = {
	.fault = on_fault,
};

static const struct file_operations holder_ops = {
	.mmap = on_mmap,
};

static const struct holder_other_ops other_ops = {
	.mmap = on_other,
};
