// SPDX-License-Identifier: GPL-2.0-only
// Pages and flags in the order of the _unlocked form, with the casts that silence the compiler.
@@
identifier f = {get_user_pages_fast, pin_user_pages_fast};
expression start, nr, flags, pages;
@@
 f(start, nr,
-  flags, pages
+  (unsigned int)(unsigned long)(pages), (struct page **)(unsigned long)(flags)
  )
