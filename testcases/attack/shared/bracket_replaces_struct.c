// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket replaces the whole struct, ->close() reads a member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct eremomela_win {
	unsigned long base, len;
};
struct eremomela {
	struct eremomela_win *win;
};

static void eremomela_close(struct vm_area_struct *vma)
{
	struct eremomela *s = vma->vm_private_data;

	pr_debug("%lu of %lu\n", s->win->base, s->win->len);
}

const struct vm_operations_struct eremomela_ops = { .close = eremomela_close };
long eremomela_pin(struct eremomela *s, unsigned long base, unsigned long n, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(base, n, 0, page);
	if (ret > 0)
		*s->win = (struct eremomela_win){ base, ret };
	mmap_read_unlock(current->mm);
	return ret;
}
