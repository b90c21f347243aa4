// SPDX-License-Identifier: GPL-2.0-only
/* The family as the running kernel has it; each call goes on the record. */
#include "module.h"

/*
 * Kernels up to 6.4 pass vmas. Which this one is, the type of the function tells at compile time; the
 * branch for the other is never called.
 */
typedef long plain_t(unsigned long, unsigned long, unsigned int, struct page **);
typedef long plain_vmas_t(unsigned long, unsigned long, unsigned int, struct page **,
			  struct vm_area_struct **);
typedef long remote_t(struct mm_struct *, unsigned long, unsigned long, unsigned int,
		      struct page **, int *);
typedef long remote_vmas_t(struct mm_struct *, unsigned long, unsigned long, unsigned int,
			   struct page **, struct vm_area_struct **, int *);
#define HAS_VMAS __builtin_types_compatible_p(typeof(get_user_pages), plain_vmas_t)
#define AS(type, function) ((type *)(void *)(function))

long watch_plain(bool pin, unsigned long start, unsigned long nr, unsigned int flags,
		 struct page **pages, struct vm_area_struct **vmas)
{
	bool held = watch_lock_held(current->mm);
	long ret;

	if (HAS_VMAS)
		ret = AS(plain_vmas_t, pin ? pin_user_pages : get_user_pages)(start, nr, flags,
									      pages, vmas);
	else
		ret = AS(plain_t, pin ? pin_user_pages : get_user_pages)(start, nr, flags, pages);
	record_gup(WATCH_PLAIN, pin, held, pages, ret, NULL);
	return ret;
}

static long call_remote(bool pin, struct mm_struct *mm, unsigned long start, unsigned long nr,
			unsigned int flags, struct page **pages, struct vm_area_struct **vmas,
			int *locked)
{
	if (HAS_VMAS)
		return AS(remote_vmas_t, pin ? pin_user_pages_remote : get_user_pages_remote)(
			mm, start, nr, flags, pages, vmas, locked);
	return AS(remote_t, pin ? pin_user_pages_remote
				: get_user_pages_remote)(mm, start, nr, flags, pages, locked);
}

long watch_remote(bool pin, struct mm_struct *mm, unsigned long start, unsigned long nr,
		  unsigned int flags, struct page **pages, struct vm_area_struct **vmas,
		  int *locked)
{
	bool held = watch_lock_held(mm);
	long ret = call_remote(pin, mm, start, nr, flags, pages, vmas, locked);

	record_gup(locked ? WATCH_LOCKED : WATCH_PLAIN, pin, held, pages, ret, locked);
	return ret;
}

long watch_unlocked(bool pin, unsigned long start, unsigned long nr, struct page **pages,
		    unsigned int flags)
{
	bool held = rwsem_is_locked(&current->mm->mmap_lock);
	long ret = pin ? pin_user_pages_unlocked(start, nr, pages, flags)
		       : get_user_pages_unlocked(start, nr, pages, flags);

	record_gup(WATCH_UNLOCKED, pin, held, pages, ret, NULL);
	return ret;
}

/* Up to 6.1 a long-term pin that has to wait does so with the lock held, as the plain form. */
int watch_fast(bool pin, unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	bool held = rwsem_is_locked(&current->mm->mmap_lock);
	bool holds = HAS_VMAS && (flags & FOLL_LONGTERM);
	int ret = pin ? pin_user_pages_fast(start, nr, flags, pages)
		      : get_user_pages_fast(start, nr, flags, pages);

	record_gup(holds ? WATCH_FAST : WATCH_UNLOCKED, pin, held, pages, ret, NULL);
	return ret;
}

/* What older kernels had for a foreign mm: the lock is taken and released around the locked form. */
long watch_mm_unlocked(struct mm_struct *mm, unsigned long start, unsigned long nr,
		       struct page **pages, unsigned int flags)
{
	bool held = rwsem_is_locked(&mm->mmap_lock);
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = call_remote(false, mm, start, nr, flags, pages, NULL, &locked);
	if (locked)
		mmap_read_unlock(mm);
	record_gup(WATCH_UNLOCKED, false, held, pages, ret, NULL);
	return ret;
}

void watch_put_page(struct page *page)
{
	record_put(page, false);
	put_page(page);
}

void watch_unpin_user_pages(struct page **pages, unsigned long nr)
{
	unsigned long i;

	for (i = 0; i < nr; i++)
		record_put(pages[i], true);
	unpin_user_pages(pages, nr);
}
