// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer replaces the whole of *->state; the bracket reads one member of it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct munia_state {
	unsigned long base;
	unsigned long len;
};

struct munia {
	struct munia_state *state;
};

void munia_reset(struct munia *m, struct mm_struct *mm, const struct munia_state *from)
{
	mmap_write_lock(mm);
	*m->state = *from;
	mmap_write_unlock(mm);
}

int munia_pin(struct munia *m, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->state->base, m->state->len >> PAGE_SHIFT, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
