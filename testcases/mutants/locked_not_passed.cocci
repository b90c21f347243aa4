// SPDX-License-Identifier: GPL-2.0-only
// All is prepared, but the call gets NULL: the lock is never dropped.
//
// harmless: * - with NULL it does what it did: no conversion, but no fault that a proof could name
@@
identifier l = {locked, mmap_locked};
identifier f = {get_user_pages_remote, pin_user_pages_remote};
@@
 f(...,
-	&l
+	NULL
  )
