// SPDX-License-Identifier: GPL-2.0-only
// locked is 0 at the call.
@@
identifier l = {locked, mmap_locked};
@@
 int l =
-	1
+	0
 ;
