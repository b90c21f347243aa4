// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the object comes out of an idr, from which ->close() removes and frees it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/idr.h>
#include <linux/slab.h>

struct latina_buf {
	unsigned long addr;
};

static DEFINE_IDR(latina_idr);

static void latina_close(struct vm_area_struct *vma)
{
	kfree(idr_remove(&latina_idr, vma->vm_pgoff));
}

const struct vm_operations_struct latina_ops = { .close = latina_close };

long latina_pin(int id, struct page **pages)
{
	struct latina_buf *buf;
	long ret = -ENOENT;

	mmap_read_lock(current->mm);
	buf = idr_find(&latina_idr, id);
	if (buf)
		ret = pin_user_pages(buf->addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
