// SPDX-License-Identifier: GPL-2.0-only
// The other way of the choice of flags says whether to write.
@@
expression start, nr, a, b, pages;
@@
(
 get_user_pages_fast(start, nr,
-  a == b
+  a != b
   , pages)
|
 get_user_pages_fast(start, nr,
-  a != b
+  a == b
   , pages)
)
