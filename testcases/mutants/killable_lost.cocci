// SPDX-License-Identifier: GPL-2.0-only
// A killable acquisition and its error return give way to _unlocked.
@@
expression start, nr, flags, pages, ret;
@@
-if (mmap_read_lock_killable(current->mm)) return ...;
 ...
-ret = get_user_pages(start, nr, flags, pages);
+ret = get_user_pages_unlocked(start, nr, pages, flags);
-mmap_read_unlock(current->mm);
