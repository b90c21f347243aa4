// SPDX-License-Identifier: GPL-2.0-only
// Pages and flags in the order of the plain form, with the casts that silence the compiler.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked, __get_user_pages_unlocked};
expression start, nr, pages, flags;
@@
 f(start, nr,
-	pages, flags
+	(struct page **)(unsigned long)(flags), (unsigned int)(unsigned long)(pages)
  )
