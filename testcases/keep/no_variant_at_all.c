/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A tree that has neither variant, and none that gup_introduce.cocci knows. Bare use cannot know that: the
 * compiler will tell.
 *
 * signature: no-variants
 * lock: mmap_sem
 * site: fetch keep/no-variant
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int fetch(unsigned long start, int nr, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);

	return ret;
}
