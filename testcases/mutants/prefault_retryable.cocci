// SPDX-License-Identifier: GPL-2.0-only
// Nothing but the result is wanted, and a retry returns short.
//
// equivalent: keep/prefault - since 5.2 (df17277b2a85) the loop goes on without pages too
@@
expression start, nr, flags, w, f, ret;
@@
(
-mmap_read_lock(current->mm);
-ret = get_user_pages(start, nr, flags, NULL);
+ret = get_user_pages_unlocked(start, nr, NULL, flags);
-mmap_read_unlock(current->mm);
|
-down_read(&current->mm->mmap_sem);
-ret = get_user_pages(start, nr, w, f, NULL, NULL);
+ret = get_user_pages_unlocked(start, nr, w, f, NULL);
-up_read(&current->mm->mmap_sem);
)
