// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an attribute's ->proc_get_unmapped_area() moves the hint
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/proc_fs.h>

struct inca {
	unsigned long hint;
};

static struct inca *inca_one;
static unsigned long inca_area(struct file *file, unsigned long addr, unsigned long len,
			      unsigned long pgoff, unsigned long flags)
{
	inca_one->hint += len;
	return inca_one->hint;
}

const struct proc_ops inca_ops = { .proc_get_unmapped_area = inca_area };
long inca_pin(struct inca *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->hint, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
