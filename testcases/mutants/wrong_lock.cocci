// SPDX-License-Identifier: GPL-2.0-only
// The lock of current->mm for the pages of another mm.
@@
identifier f = {get_user_pages_remote, pin_user_pages_remote};
identifier l = {locked, mmap_locked};
identifier mm;
expression ret;
@@
-mmap_read_lock(mm);
+mmap_read_lock(current->mm);
 ret = f(mm, ..., &l);
 if (l)
-	mmap_read_unlock(mm);
+	mmap_read_unlock(current->mm);
