// SPDX-License-Identifier: GPL-2.0-only
// &locked although a lookup after the call needs the lock.
@@
expression start, nr, flags, pages, ret, m;
identifier f;
@@
 f(...)
 {
++int locked = 1;
 ... when any
-ret = get_user_pages(start, nr, flags, pages);
+ret = get_user_pages_remote(current->mm, start, nr, flags, pages, &locked);
 ...
 find_vma(...)
 ...
-mmap_read_unlock(m);
+if (locked)
+	mmap_read_unlock(m);
 ... when any
 }
