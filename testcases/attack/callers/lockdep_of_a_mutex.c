// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the only caller asserts the driver's mutex
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/module.h>

static DEFINE_MUTEX(bobolink_lock);

static int bobolink_one(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int bobolink_pin(unsigned long addr, struct page **page)
{
	lockdep_assert_held(&bobolink_lock);
	return bobolink_one(addr, page);
}
EXPORT_SYMBOL_GPL(bobolink_pin);
