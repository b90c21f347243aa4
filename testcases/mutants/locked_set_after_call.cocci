// SPDX-License-Identifier: GPL-2.0-only
// locked is set again in the wrong place.
@@
identifier l =~ "locked$", f =~ "^(get|pin)_user_pages(_remote|_locked)$";
expression ret;
@@
 ret = f(..., &l);
+l = 1;
