// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The lock is not taken again after a retry.
@@
@@
 get_user_pages_locked(...)
 {
 <...
-down_read(&mm->mmap_sem);
 ...>
 }
