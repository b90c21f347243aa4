// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->settle() may be plover_settle_vma(), which looks at the vma that the lock keeps
 * alive
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct plover;

struct plover_ops {
	int (*settle)(struct plover *p, int got);
};

struct plover {
	const struct plover_ops *ops;
	unsigned long start;
	int count;
};

static int plover_settle_plain(struct plover *p, int got)
{
	p->count += got;
	return got;
}

static int plover_settle_vma(struct plover *p, int got)
{
	struct vm_area_struct *vma = find_vma(current->mm, p->start);

	return vma && (vma->vm_flags & VM_SHARED) ? got : -EACCES;
}

static const struct plover_ops plover_plain = { .settle = plover_settle_plain };
static const struct plover_ops plover_careful = { .settle = plover_settle_vma };

void plover_setup(struct plover *p, bool careful)
{
	p->ops = careful ? &plover_careful : &plover_plain;
}

int plover_take(struct plover *p, struct page **pages)
{
	int got;

	mmap_read_lock(current->mm);
	got = get_user_pages(p->start, 4, FOLL_WRITE, pages);
	if (got > 0)
		got = p->ops->settle(p, got);
	mmap_read_unlock(current->mm);
	return got;
}
