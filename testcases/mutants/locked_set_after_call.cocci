// SPDX-License-Identifier: GPL-2.0-only
// locked is set again in the wrong place.
@@
identifier l = {locked, mmap_locked};
identifier f = {get_user_pages_remote, get_user_pages_locked, pin_user_pages_remote, pin_user_pages_locked};
expression ret;
@@
 ret = f(..., &l);
+l = 1;
