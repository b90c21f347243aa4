// SPDX-License-Identifier: GPL-2.0-only
// The bracket goes although a lookup in it needs the lock.
@@
expression start, nr, flags, pages, ret;
@@
-mmap_read_lock(current->mm);
 ... when != mmap_read_unlock(current->mm);
 find_vma(...)
 ... when != mmap_read_unlock(current->mm);
-ret = get_user_pages(start, nr, flags, pages);
+ret = get_user_pages_unlocked(start, nr, pages, flags);
 ... when != mmap_read_lock(current->mm);
-mmap_read_unlock(current->mm);
