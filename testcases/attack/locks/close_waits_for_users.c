// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->close() waits, with the lock held for write, until ->users is zero: a call that
 * has dropped the lock can then never get it back
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/wait.h>

struct saiga {
	atomic_t users;
	wait_queue_head_t idle;
	unsigned long addr;
};

static void saiga_vm_close(struct vm_area_struct *vma)
{
	struct saiga *s = vma->vm_private_data;

	wait_event(s->idle, !atomic_read(&s->users));
}

const struct vm_operations_struct saiga_vm_ops = { .close = saiga_vm_close };

int saiga_grab(struct saiga *s, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	atomic_inc(&s->users);
	ret = get_user_pages_remote(mm, s->addr, 1, FOLL_WRITE, page, NULL);
	if (atomic_dec_and_test(&s->users))
		wake_up(&s->idle);
	mmap_read_unlock(mm);
	return ret;
}
