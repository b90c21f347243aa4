// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the runtime's area is set by the ->mmap() that ALSA calls
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct livorno_substream {
	unsigned long area;
};

static int livorno_mmap(struct livorno_substream *s, struct vm_area_struct *vma)
{
	s->area = vma->vm_start;
	return 0;
}

struct livorno_pcm_ops {
	int (*mmap)(struct livorno_substream *s, struct vm_area_struct *vma);
};
const struct livorno_pcm_ops livorno_ops = { .mmap = livorno_mmap };

long livorno_pin(struct livorno_substream *s, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->area, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
