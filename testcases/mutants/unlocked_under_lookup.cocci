// SPDX-License-Identifier: GPL-2.0-only
// _unlocked where a lookup before it needs the lock: it is taken twice.
@@
expression start, nr, flags, pages;
identifier l = {locked, mmap_locked};
@@
(
-get_user_pages_locked(start, nr, flags, pages, &l)
+get_user_pages_unlocked(start, nr, pages, flags)
|
-pin_user_pages_locked(start, nr, flags, pages, &l)
+pin_user_pages_unlocked(start, nr, pages, flags)
)
