// SPDX-License-Identifier: GPL-2.0-only
// FOLL_LONGTERM where the variant rejects it.
//
// equivalent: keep/flags_get_longterm - get_user_pages() refuses FOLL_LONGTERM in all its forms since 6.4
@@
expression start, nr, flags, pages, ret;
@@
(
-mmap_read_lock(current->mm);
-ret = pin_user_pages(start, nr, flags, pages, NULL);
+ret = pin_user_pages_unlocked(start, nr, pages, flags);
-mmap_read_unlock(current->mm);
|
-mmap_read_lock(current->mm);
-ret = get_user_pages(start, nr, FOLL_LONGTERM, pages);
+ret = get_user_pages_unlocked(start, nr, pages, FOLL_LONGTERM);
-mmap_read_unlock(current->mm);
)
