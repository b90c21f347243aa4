// SPDX-License-Identifier: GPL-2.0-only
// An error return between the call and its release.
@@
identifier f =~ "^(get|pin)_user_pages(_remote|_locked)$", l =~ "locked$", ret;
@@
 ret = f(..., &l);
+if (ret < 0)
+	return ret;
