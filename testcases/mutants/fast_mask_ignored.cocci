// SPDX-License-Identifier: GPL-2.0-only
// A flag outside of the mask goes to the fast form.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked};
expression start, nr, pages, flags;
@@
-f(start, nr, pages, flags | FOLL_DUMP)
+get_user_pages_fast(start, nr, flags | FOLL_DUMP, pages)
