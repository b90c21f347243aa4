// SPDX-License-Identifier: GPL-2.0-only
// A flag outside of what the fast form accepts gets lost.
@@
expression start, nr, pages;
@@
-get_user_pages_unlocked(start, nr, pages, FOLL_WRITE | FOLL_FORCE)
+get_user_pages_fast(start, nr, 1, pages)
