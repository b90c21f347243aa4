// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the last kref_put() in ->close() frees the buffer that the bracket reads through
 * ->buf
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/kref.h>

struct serinus_buf {
	struct kref ref;
	unsigned long addr;
};

struct serinus {
	struct serinus_buf *buf;
};

static void serinus_release(struct kref *ref)
{
	kfree(container_of(ref, struct serinus_buf, ref));
}

static void serinus_vm_close(struct vm_area_struct *vma)
{
	struct serinus *s = vma->vm_private_data;

	kref_put(&s->buf->ref, serinus_release);
}

const struct vm_operations_struct serinus_vm_ops = { .close = serinus_vm_close };

int serinus_pin(struct serinus *s, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->buf->addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
