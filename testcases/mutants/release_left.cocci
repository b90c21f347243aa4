// SPDX-License-Identifier: GPL-2.0-only
// One of the releases stays behind _unlocked.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked, __get_user_pages_unlocked};
expression ret;
@@
 ret = f(...);
+mmap_read_unlock(current->mm);
