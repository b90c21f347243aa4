// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/module.h>

long hoorn_pin(unsigned long addr, struct page **page);

long hoorn_all(unsigned long addr, struct page **page)
{
	long (*fn)(unsigned long, struct page **) = symbol_get(hoorn_pin);
	long ret;

	mmap_read_lock(current->mm);
	ret = fn(addr, page);
	mmap_read_unlock(current->mm);
	symbol_put(hoorn_pin);
	return ret;
}
