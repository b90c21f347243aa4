// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N dma_buf_ops.mmap is called below the mmap handler of the dma-buf's file
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/dma-buf.h>

static long grosbeak_touch(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

static int grosbeak_mmap(struct dma_buf *buf, struct vm_area_struct *vma)
{
	struct page **page = buf->priv;

	return grosbeak_touch(vma->vm_pgoff << PAGE_SHIFT, page) == 1 ? 0 : -EFAULT;
}

const struct dma_buf_ops grosbeak_ops = { .mmap = grosbeak_mmap };
