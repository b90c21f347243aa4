// SPDX-License-Identifier: GPL-2.0-only
// The first of two calls takes the lock by itself, the second one still needs it.
@@
expression start, nr, flags, pages, ret;
@@
-mmap_read_lock(current->mm);
-ret = get_user_pages(start, nr, flags, pages);
+ret = get_user_pages_unlocked(start, nr, pages, flags);
 if (...) ret = get_user_pages(...);
-mmap_read_unlock(current->mm);
