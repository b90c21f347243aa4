// SPDX-License-Identifier: GPL-2.0-only
// The lock is outside the loop, and so is locked: nobody takes it again for the second round.
@@
identifier f, ret;
expression m;
@@
 f(...)
 {
++int locked = 1;
 ... when any
 while (...) {
 ...
 ret = get_user_pages_remote(...,
-	NULL
+	&locked
	);
 ... when any
 }
-mmap_read_unlock(m);
+if (locked)
+	mmap_read_unlock(m);
 ... when any
 }
