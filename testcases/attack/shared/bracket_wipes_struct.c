// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket wipes the struct with memset(), ->close() reads a member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct fulmar_win {
	unsigned long base, len;
};
struct fulmar {
	struct fulmar_win *win;
};

static void fulmar_close(struct vm_area_struct *vma)
{
	struct fulmar *s = vma->vm_private_data;

	pr_debug("%lu of %lu\n", s->win->base, s->win->len);
}

const struct vm_operations_struct fulmar_ops = { .close = fulmar_close };
long fulmar_pin(struct fulmar *s, unsigned long base, unsigned long n, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(base, n, 0, page);
	if (ret < 0)
		memset(s->win, 0, sizeof(*s->win));
	mmap_read_unlock(current->mm);
	return ret;
}
