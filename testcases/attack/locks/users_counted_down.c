// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N atomic_dec_and_test() after the call wakes who waits under the write lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include <linux/atomic.h>

struct grysbok {
	atomic_t users;
	wait_queue_head_t queue;
};

static void grysbok_close(struct vm_area_struct *vma)
{
	struct grysbok *d = vma->vm_private_data;

	wait_event(d->queue, !atomic_read(&d->users));
}

const struct vm_operations_struct grysbok_vm_ops = { .close = grysbok_close };

long grysbok_grab(struct grysbok *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	atomic_inc(&d->users);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	if (atomic_dec_and_test(&d->users))
		wake_up(&d->queue);
	mmap_read_unlock(current->mm);
	return got;
}
