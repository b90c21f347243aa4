// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N kref_put() calls the last release at once, whatever its name
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kref.h>

static unsigned long delft_base;
static struct kref delft_ref;

static void delft_release_queue(struct kref *ref)
{
	delft_base = 0;
}

static void delft_close(struct vm_area_struct *vma)
{
	kref_put(&delft_ref, delft_release_queue);
}

const struct vm_operations_struct delft_ops = { .close = delft_close };

long delft_pin(struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(delft_base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
