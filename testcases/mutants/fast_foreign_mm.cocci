// SPDX-License-Identifier: GPL-2.0-only
// The pages of another mm through the fast form, which means current->mm.
@@
identifier l = {locked, mmap_locked};
identifier ret;
expression m, start, nr, flags, pages;
@@
-mmap_read_lock(m);
-ret = get_user_pages_remote(m, start, nr, flags, pages, &l);
+ret = get_user_pages_fast(start, nr, flags, pages);
-if (l) mmap_read_unlock(m);
