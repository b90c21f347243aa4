// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N sitatunga_enter() takes a rwlock that is held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct sitatunga {
	rwlock_t table;
	bool open;
};

static void sitatunga_enter(struct sitatunga *d)
{
	read_lock(&d->table);
}

static void sitatunga_leave(struct sitatunga *d)
{
	read_unlock(&d->table);
}

long sitatunga_grab(struct sitatunga *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	sitatunga_enter(d);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	sitatunga_leave(d);
	mmap_read_unlock(current->mm);
	return got;
}
