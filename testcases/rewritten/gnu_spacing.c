/* SPDX-License-Identifier: GPL-2.0-only
 *
 * GNU spacing, spaces for tabs.
 *
 * signature: tsk-mm-write-force
 * lock: mmap_sem
 * site: gnu unlocked
 * bare: refused here
 */
#include <linux/mm.h>
#include <linux/sched.h>

int
gnu (unsigned long start, int nr, struct page **pages)
{
  int ret;

  down_read (&current->mm->mmap_sem);
  ret = get_user_pages (current, current->mm, start, nr, 0, 0, pages, NULL);
  up_read (&current->mm->mmap_sem);
  return ret;
}
