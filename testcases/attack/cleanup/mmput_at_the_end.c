// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the mm is put by a cleanup at the function's end, long after the release
 * MISSED-OK: spatch before 1.3.1 does not parse __free()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/cleanup.h>

DEFINE_FREE(amethyst_mmput, struct mm_struct *, if (_T) mmput(_T))

int amethyst_pin(struct task_struct *task, unsigned long addr, struct page **page)
{
	struct mm_struct *mm __free(amethyst_mmput) = get_task_mm(task);
	int ret;

	if (!mm)
		return -ESRCH;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
