// SPDX-License-Identifier: GPL-2.0-only
// The bracket stays around the fast form.
@@
identifier f = {get_user_pages_fast, pin_user_pages_fast};
expression ret;
@@
+mmap_read_lock(current->mm);
 ret = f(...);
+mmap_read_unlock(current->mm);
