// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the object is looked up and referenced before the lock is taken
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/idr.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct lecce_buf {
	struct kref ref;
	unsigned long addr;
};

static DEFINE_IDR(lecce_idr);
static DEFINE_MUTEX(lecce_mutex);

static void lecce_free(struct kref *ref)
{
	kfree(container_of(ref, struct lecce_buf, ref));
}

long lecce_pin(int id, struct page **pages)
{
	struct lecce_buf *buf;
	unsigned long addr;
	long ret;

	mutex_lock(&lecce_mutex);
	buf = idr_find(&lecce_idr, id);
	if (buf)
		kref_get(&buf->ref);
	mutex_unlock(&lecce_mutex);
	if (!buf)
		return -ENOENT;
	addr = buf->addr;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	kref_put(&buf->ref, lecce_free);
	return ret;
}
