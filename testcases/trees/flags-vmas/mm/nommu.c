// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>

long get_user_pages_remote(struct mm_struct *mm, unsigned long start,
		unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		struct vm_area_struct **vmas, int *locked)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(get_user_pages_remote);

long pin_user_pages_remote(struct mm_struct *mm, unsigned long start,
		unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		struct vm_area_struct **vmas, int *locked)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(pin_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(get_user_pages);

long pin_user_pages(unsigned long start, unsigned long nr_pages,
		unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(pin_user_pages);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		struct page **pages, unsigned int gup_flags)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(get_user_pages_unlocked);

long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		struct page **pages, unsigned int gup_flags)
{
	return pages ? (long)nr_pages : -14;
}
EXPORT_SYMBOL(pin_user_pages_unlocked);

int get_user_pages_fast(unsigned long start, int nr_pages,
		unsigned int gup_flags, struct page **pages)
{
	return pages ? nr_pages : -14;
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);

int pin_user_pages_fast(unsigned long start, int nr_pages,
		unsigned int gup_flags, struct page **pages)
{
	return pages ? nr_pages : -14;
}
EXPORT_SYMBOL_GPL(pin_user_pages_fast);
