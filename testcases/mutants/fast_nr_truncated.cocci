// SPDX-License-Identifier: GPL-2.0-only
// What of the number of pages fits less than an int.
@@
identifier f = {get_user_pages_fast, pin_user_pages_fast};
expression start, nr, flags, pages;
@@
 f(start,
-  nr,
+  (signed char)(nr << 7),
   flags, pages)
