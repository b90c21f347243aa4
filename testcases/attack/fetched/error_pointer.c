// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper returns the vma's private data or an error, and its field is raised after
 * the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/err.h>

struct ibis_buf {
	unsigned long pins;
};

static struct ibis_buf *ibis_find(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	if (!vma)
		return ERR_PTR(-EFAULT);
	return vma->vm_private_data ?: ERR_PTR(-ENODEV);
}

int ibis_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct ibis_buf *buf;
	int ret;

	mmap_read_lock(mm);
	buf = ibis_find(mm, addr);
	if (IS_ERR(buf)) {
		ret = PTR_ERR(buf);
		goto out;
	}
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1)
		buf->pins++;
out:
	mmap_read_unlock(mm);
	return ret;
}
