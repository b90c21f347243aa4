// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>

/* Set where the caller lets the lock go: FOLL_LONGTERM needs no check then */
#define FOLL_UNLOCKABLE	0x10000

static long fault_in(unsigned long start, unsigned long nr_pages,
		     unsigned int gup_flags, struct page **pages)
{
	return start && pages ? (long)nr_pages : -14;
}

long get_user_pages_remote(struct mm_struct *mm, unsigned long start,
		unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		int *locked)
{
	if (gup_flags & FOLL_LONGTERM)
		return -22;
	return fault_in(start, nr_pages, gup_flags, pages);
}
EXPORT_SYMBOL(get_user_pages_remote);

long pin_user_pages_remote(struct mm_struct *mm, unsigned long start,
		unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		int *locked)
{
	return fault_in(start, nr_pages, gup_flags, pages);
}
EXPORT_SYMBOL(pin_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages)
{
	if (gup_flags & FOLL_LONGTERM)
		return -22;
	return fault_in(start, nr_pages, gup_flags, pages);
}
EXPORT_SYMBOL(get_user_pages);

long pin_user_pages(unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages)
{
	return fault_in(start, nr_pages, gup_flags, pages);
}
EXPORT_SYMBOL(pin_user_pages);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		struct page **pages, unsigned int gup_flags)
{
	if (gup_flags & FOLL_LONGTERM)
		return -22;
	return fault_in(start, nr_pages, gup_flags | FOLL_UNLOCKABLE, pages);
}
EXPORT_SYMBOL(get_user_pages_unlocked);

long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		struct page **pages, unsigned int gup_flags)
{
	return fault_in(start, nr_pages, gup_flags | FOLL_UNLOCKABLE, pages);
}
EXPORT_SYMBOL(pin_user_pages_unlocked);

static int fast_fallback(unsigned long start, int nr_pages, unsigned int gup_flags,
			 struct page **pages)
{
	if (gup_flags & ~(FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_PIN | FOLL_GET))
		return -22;
	return (int)get_user_pages_unlocked(start, (unsigned long)nr_pages, pages, gup_flags);
}

int get_user_pages_fast(unsigned long start, int nr_pages,
		unsigned int gup_flags, struct page **pages)
{
	if (WARN_ON_ONCE(gup_flags & FOLL_LONGTERM))
		return -22;
	return fast_fallback(start, nr_pages, gup_flags | FOLL_GET, pages);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);

int pin_user_pages_fast(unsigned long start, int nr_pages,
		unsigned int gup_flags, struct page **pages)
{
	return fast_fallback(start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL_GPL(pin_user_pages_fast);
