// SPDX-License-Identifier: GPL-2.0-only
// FOLL_NOWAIT with a form that retries.
//
// equivalent: keep/flags_nowait - since 5.7 a fault that may not wait keeps the lock and says so
// equivalent: rewritten/ifdef_two_functions - the same
@@
expression start, nr, pages, ret;
@@
(
-mmap_read_lock(current->mm);
-ret = get_user_pages(start, nr, FOLL_NOWAIT, pages);
+ret = get_user_pages_unlocked(start, nr, pages, FOLL_NOWAIT);
-mmap_read_unlock(current->mm);
|
-mmap_read_lock(current->mm);
-ret = get_user_pages(start, nr, FOLL_WRITE | FOLL_NOWAIT, pages);
+ret = get_user_pages_unlocked(start, nr, pages, FOLL_WRITE | FOLL_NOWAIT);
-mmap_read_unlock(current->mm);
|
-down_read(&current->mm->mmap_sem);
-ret = get_user_pages(start, nr, FOLL_NOWAIT, pages, NULL);
+ret = get_user_pages_unlocked(start, nr, pages, FOLL_NOWAIT);
-up_read(&current->mm->mmap_sem);
)
