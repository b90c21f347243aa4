// SPDX-License-Identifier: GPL-2.0-only
// The lock of current->mm for the pages of another mm.
@@
identifier f =~ "^(get|pin)_user_pages_remote$", l =~ "locked$", mm;
expression ret;
@@
-mmap_read_lock(mm);
+mmap_read_lock(current->mm);
 ret = f(mm, ..., &l);
 if (l)
-	mmap_read_unlock(mm);
+	mmap_read_unlock(current->mm);
