// SPDX-License-Identifier: GPL-2.0-only
// The bracket stays around _unlocked.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked, __get_user_pages_unlocked};
expression ret;
@@
+mmap_read_lock(current->mm);
 ret = f(...);
+mmap_read_unlock(current->mm);
