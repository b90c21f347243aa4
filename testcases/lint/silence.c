/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Comments that ask for silence. bare: not asked, spatch does not hear them.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long above(unsigned long start, struct page **pages)
{
	/* gupsweep: ignore gup-argument-order - the test wants it so */
	return pin_user_pages_unlocked(start, 1, FOLL_WRITE, pages);
}

long behind(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1,
				       FOLL_WRITE, pages); /* gupsweep: ignore gup-argument-order - so */
}

long several(unsigned long start, struct page **pages)
{
	/* gupsweep: ignore gup-deadlock, gup-argument-order - both are meant */
	return pin_user_pages_unlocked(start, 1, FOLL_WRITE, pages);
}

long another_id(unsigned long start, struct page **pages)
{
	/* gupsweep: ignore gup-deadlock - is something else */
	return pin_user_pages_unlocked(start, 1, FOLL_WRITE, pages); /* want gup-argument-order */
}

long no_reason(unsigned long start, struct page **pages)
{
	/* gupsweep: ignore gup-argument-order */
	return pin_user_pages_unlocked(start, 1, FOLL_WRITE, pages); /* want gup-argument-order */
}

long too_far(unsigned long start, struct page **pages)
{
	/* gupsweep: ignore gup-argument-order - is not above the call */

	return pin_user_pages_unlocked(start, 1, FOLL_WRITE, pages); /* want gup-argument-order */
}
