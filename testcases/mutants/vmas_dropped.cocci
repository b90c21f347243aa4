// SPDX-License-Identifier: GPL-2.0-only
// vmas are not passed on, though somebody wants them.
// equivalent: rewritten/fast_longterm - there are none, and get_user_pages() refuses FOLL_LONGTERM anyway
@@
expression start, nr, flags, pages, ret;
identifier vmas;
@@
-mmap_read_lock(current->mm);
-ret = get_user_pages(start, nr, flags, pages, vmas);
+ret = get_user_pages_unlocked(start, nr, pages, flags);
-mmap_read_unlock(current->mm);
