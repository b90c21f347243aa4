// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// get_user_pages_unlocked() does not ask whether the lock is still held.
@@
@@
 get_user_pages_unlocked(...)
 {
 ...
-if (locked) up_read(&mm->mmap_sem);
+up_read(&mm->mmap_sem);
 ...
 }
