// SPDX-License-Identifier: GPL-2.0-only
// A trylock gives way to _unlocked, which waits for the lock.
@@
expression start, nr, flags, pages, ret;
@@
-if (!mmap_read_trylock(current->mm)) return ...;
 ...
-ret = get_user_pages(start, nr, flags, pages);
+ret = get_user_pages_unlocked(start, nr, pages, flags);
-mmap_read_unlock(current->mm);
