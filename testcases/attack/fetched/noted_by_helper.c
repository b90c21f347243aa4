// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma travels in a struct to the helper that reads it after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/list.h>

struct stork_ctx {
	struct list_head link;
	void *area;
	unsigned long pgoff;
};

static void stork_note(struct stork_ctx *ctx)
{
	ctx->pgoff = ((struct vm_area_struct *)ctx->area)->vm_pgoff;
}

int stork_pin(struct stork_ctx *ctx, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	ctx->area = vma_lookup(mm, addr);
	if (ctx->area)
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1)
		stork_note(ctx);
	mmap_read_unlock(mm);
	return ret;
}
