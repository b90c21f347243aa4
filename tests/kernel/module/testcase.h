/* SPDX-License-Identifier: GPL-2.0-only */
/* What surrounds the text of the testcases: the kernel's headers, and the watch in place of the family. */
#ifndef GUPWATCH_TESTCASE_H
#define GUPWATCH_TESTCASE_H

#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/uaccess.h>

#include "module.h"

/* Called again and again, not once at load. */
#undef __init
#define __init
#undef EXPORT_SYMBOL
#define EXPORT_SYMBOL(name)
#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(name)

#define put_page watch_put_page
#define unpin_user_pages watch_unpin_user_pages

/* The name that the lock had up to 5.7. */
#define mmap_sem mmap_lock

/* Internal to mm/ in newer kernels, which set them themselves: the adapters pass neither on. */
#ifndef FOLL_TOUCH
#define FOLL_TOUCH 0
#define FOLL_REMOTE 0
#endif

#define ADAPTER static __maybe_unused long

static __maybe_unused int fast_get(unsigned long start, int nr_pages, unsigned int gup_flags,
				   struct page **pages)
{
	return watch_fast(false, start, nr_pages, gup_flags, pages);
}

static __maybe_unused int fast_pin(unsigned long start, int nr_pages, unsigned int gup_flags,
				   struct page **pages)
{
	return watch_fast(true, start, nr_pages, gup_flags, pages);
}

/* As it was before 5.2 */
static __maybe_unused int fast_get_write(unsigned long start, int nr_pages, int write,
					 struct page **pages)
{
	return watch_fast(false, start, nr_pages, write ? FOLL_WRITE : 0, pages);
}

#endif
