// SPDX-License-Identifier: GPL-2.0-only
// _unlocked in a function whose caller holds the lock.
@@
expression start, nr, flags, pages;
identifier fn != fetch;
@@
 fn(...)
 {
 ...
-return get_user_pages(start, nr, flags, pages);
+return get_user_pages_unlocked(start, nr, pages, flags);
 }
