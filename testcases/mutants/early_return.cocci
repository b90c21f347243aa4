// SPDX-License-Identifier: GPL-2.0-only
// An error return between the call and its release.
@@
identifier f = {get_user_pages_remote, get_user_pages_locked, pin_user_pages_remote, pin_user_pages_locked};
identifier l = {locked, mmap_locked};
identifier ret;
@@
 ret = f(..., &l);
+if (ret < 0)
+	return ret;
