// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the driver's guard takes the client's mutex as well as the mmap lock, and gives both
 * at the end
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct feldspar {
	struct mutex lock;
	struct mm_struct *mm;
	unsigned long addr;
};

static inline void feldspar_lock(struct feldspar *f)
{
	mmap_read_lock(f->mm);
	mutex_lock(&f->lock);
}

static inline void feldspar_unlock(struct feldspar *f)
{
	mutex_unlock(&f->lock);
	mmap_read_unlock(f->mm);
}

DEFINE_GUARD(feldspar, struct feldspar *, feldspar_lock(_T), feldspar_unlock(_T))

int feldspar_pin(struct feldspar *f, struct page **page)
{
	guard(feldspar)(f);
	return pin_user_pages_remote(f->mm, f->addr, 1, 0, page, NULL);
}
